import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLicenseCommands, type FulfillmentCase } from "./decide-license-commands";
import { defaultPolicy } from "./policy";
import { anOffer, held, now, price } from "./test-purchases";
import type { Truth } from "./truth";

export const monthly = anOffer("studio-monthly");
export const yearly = anOffer("studio-yearly");
export const perpetual = anOffer("plugin", { kind: "PERPETUAL", access: "KEY" });
const offers = new Map([monthly, yearly, perpetual].map((offer) => [price(offer), offer]));

const given = { now, licenseeId: "licensee-1", policy: defaultPolicy, holds: new Set<string>() };

/** What the rule says of this truth, where this is held. */
export function decide(
  truth: Truth,
  holding: ReturnType<typeof held>[] = [],
  more: Partial<Pick<FulfillmentCase, "holds" | "offers">> = {},
) {
  return decideLicenseCommands({ ...given, truth, held: holding, offers, ...more });
}

export const kinds = (commands: LicenseCommand[]) => commands.map((command) => command.kind);
