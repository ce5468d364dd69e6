import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Offer } from "@/lib/catalog/offer";
import type { SubscriptionItem, SubscriptionStatus } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import { isUsable, type License } from "@/lib/licensing/license";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLicenseCommands, type LicenseDecision } from "./decide-license-commands";
import type { HeldLicense } from "./held-license";
import { defaultPolicy } from "./policy";
import { anItem, anOffer, aSubscription, now, price } from "./test-purchases";

const offers = [
  anOffer("studio-monthly"),
  anOffer("studio-yearly", { graceDays: 30 }),
  anOffer("render-pack", { seatsPerUnit: 5, access: "KEY" }),
];
const catalog = new Map(offers.map((offer) => [price(offer), offer]));
const policy = defaultPolicy;
const holds = new Set<string>();

const statuses = fc.constantFrom<SubscriptionStatus>(
  ...(["trialing", "active", "past_due", "incomplete", "incomplete_expired"] as const),
  ...(["canceled", "unpaid", "paused", "unknown"] as const),
);
const items = fc.uniqueArray(
  fc.record({
    line: fc.constantFrom("si_1", "si_2", "si_3"),
    offer: fc.constantFrom(...offers),
    quantity: fc.integer({ min: 0, max: 8 }),
  }),
  { selector: ({ line }) => line, maxLength: 3 },
);
const states = fc.record({ status: statuses, items, overdueDays: fc.integer({ min: 0, max: 40 }) });
type State = {
  status: SubscriptionStatus;
  items: { line: string; offer: Offer; quantity: number }[];
  overdueDays: number;
};

it("what is granted is f(what the provider says) after any history, and deciding again changes nothing", () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 1, maxLength: 12 }), (history) => {
      const ledger = new Ledger();
      for (const state of history) {
        ledger.apply(decide(state, ledger.held));
        expect(decide(state, ledger.held).commands).toEqual([]);
        if (isDecisive(state)) expect(ledger.granted()).toEqual(paidFor(state));
      }
    }),
    { numRuns: 500 },
  );
});

it("a line never has two usable licenses, at any step of carrying the commands out", () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 1, maxLength: 8 }), (history) => {
      const ledger = new Ledger();
      for (const state of history) ledger.apply(decide(state, ledger.held));
      const lines = ledger.usable().map(({ line }) => line);
      expect(new Set(lines).size).toBe(lines.length);
    }),
  );
});

function decide(state: State, held: HeldLicense[]): LicenseDecision {
  const pastDueSince = state.status === "past_due" ? addDays(now, -state.overdueDays) : null;
  const truth = aSubscription({ status: state.status, pastDueSince, items: state.items.map(toItem) });
  return decideLicenseCommands({ now, licenseeId: "licensee-1", truth, held, offers: catalog, policy, holds });
}

function toItem({ line, offer, quantity }: State["items"][number]): SubscriptionItem {
  return anItem(offer, { id: line, quantity });
}

/** While a first payment is open nothing that exists is touched, so there what is granted depends on the past. */
function isDecisive({ status }: State): boolean {
  return status !== "incomplete" && status !== "unknown";
}

function paidFor(state: State): Record<string, string> {
  const entitled = state.items.filter(({ offer, quantity }) => {
    const inGrace = state.overdueDays < (offer.graceDays ?? policy.graceDays);
    const valid = ["trialing", "active"].includes(state.status) || (state.status === "past_due" && inGrace);
    return valid && quantity > 0;
  });
  return Object.fromEntries(
    entitled.map(({ line, offer, quantity }) => [line, `${offer.sku} × ${quantity * offer.seatsPerUnit}`]),
  );
}

/** Licenses and ledger as `fulfill` would keep them, in memory. */
class Ledger {
  held: HeldLicense[] = [];
  private readonly all: { line: string; license: License }[] = [];

  apply(decision: LicenseDecision): void {
    const serving = new Map(this.held.map(({ line, license }) => [line, license.id]));
    for (const command of decision.commands) {
      const id = this.execute(command);
      if (command.kind !== "revoke") serving.set(command.line, id);
    }
    this.held = decision.terms.flatMap((terms) => {
      const served = this.all.find(({ license }) => license.id === serving.get(terms.line));
      return served ? [{ ...terms, license: served.license }] : [];
    });
  }

  usable(): { line: string; license: License }[] {
    return this.all.filter(({ license }) => isUsable(license, now));
  }

  granted(): Record<string, string> {
    return Object.fromEntries(
      this.usable().map(({ line, license }) => [line, `${license.references.productReference} × ${license.qty}`]),
    );
  }

  private execute(command: LicenseCommand): string {
    if (command.kind === "issue") {
      const { access: _access, ...license } = command.license;
      const id = `license-${this.all.length + 1}`;
      const fresh = { ...license, id, state: "valid", stateReason: null, keyHint: null, created: now } as const;
      this.all.push({ line: command.line, license: fresh });
      return id;
    }
    const entry = this.all.find(({ license }) => license.id === command.licenseId);
    if (!entry) throw new Error(`No license ${command.licenseId}`);
    entry.license = { ...entry.license, ...changeOf(command) };
    return entry.license.id;
  }
}

function changeOf(command: Exclude<LicenseCommand, { kind: "issue" }>): Partial<License> {
  switch (command.kind) {
    case "set_quantity":
      return { qty: command.qty };
    case "set_validity":
      return { validUntil: command.validUntil };
    case "suspend":
      return { state: "suspended", stateReason: command.reason };
    case "restore":
      return { state: "valid", stateReason: null };
    case "revoke":
      return { state: "revoked", stateReason: command.reason, validUntil: now };
    case "reinstate":
      return { state: "valid", stateReason: null, validUntil: command.validUntil };
  }
}
