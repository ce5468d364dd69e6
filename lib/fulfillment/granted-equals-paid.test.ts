import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Offer } from "@/lib/catalog/offer";
import type { SubscriptionItem, SubscriptionStatus } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import { decideLicenseCommands, type LicenseDecision } from "./decide-license-commands";
import type { HeldLicense } from "./held-license";
import { Ledger } from "./test-ledger";
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
