import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Offer } from "@/lib/catalog/offer";
import type { Dispute } from "@/lib/commerce/dispute";
import type { Order } from "@/lib/commerce/order";
import type { Refund, RefundStatus } from "@/lib/commerce/refund";
import { decideLicenseCommands } from "./decide-license-commands";
import { Ledger } from "./test-ledger";
import { defaultPolicy } from "./policy";
import { anOffer, anOrder, now, price } from "./test-purchases";

const offers = [
  anOffer("plugin", { kind: "PERPETUAL" }),
  anOffer("season", { kind: "FIXED_TERM", termDays: 90, dispute: "KEEP" }),
  anOffer("pack", { kind: "PERPETUAL", seatsPerUnit: 5, partialRefund: "REVOKE" }),
];
const catalog = new Map(offers.map((offer) => [price(offer), offer]));
const lines = offers.map((offer, at) => ({ offer, id: `li_${at}`, quantity: at + 1, totalMinor: 1000 }));

const states = fc.record({
  status: fc.constantFrom<Order["status"]>("open", "pending", "paid", "paid", "paid", "failed"),
  refunds: fc.array(
    fc.record({
      status: fc.constantFrom<RefundStatus>("pending", "succeeded", "failed"),
      amountMinor: fc.constantFrom(500, 1000, 3000),
      lines: fc.subarray(["li_0", "li_1", "li_2"], { maxLength: 1 }),
    }),
    { maxLength: 2 },
  ),
  disputes: fc.array(fc.constantFrom<Dispute["status"]>("open", "won", "lost", "closed"), { maxLength: 1 }),
  isHeld: fc.boolean(),
});
type State = typeof states extends fc.Arbitrary<infer T> ? T : never;

it("of one-time orders too, what is granted is f(what the provider says, policy), and no line is licensed twice", () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 1, maxLength: 12 }), (history) => {
      const ledger = new Ledger();
      for (const state of history) {
        if (state.isHeld) ledger.hold("li_0");
        else ledger.lift();
        ledger.apply(decide(state, ledger));
        expect(decide(state, ledger).commands).toEqual([]);
        if (state.status === "paid" || state.status === "failed") {
          expect(ledger.granted()).toEqual(paidFor(state, ledger.holds.size > 0));
        }
        // Whatever went back and forth: the first license of a line stays the only one.
        expect(ledger.issuedPerLine()).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 1_000 },
  );
});

function decide(state: State, ledger: Ledger) {
  const { held, holds } = ledger;
  return decideLicenseCommands({
    now,
    licenseeId: "licensee-1",
    truth: truthOf(state),
    held,
    offers: catalog,
    policy: defaultPolicy,
    holds,
  });
}

function truthOf({ status, refunds, disputes }: State) {
  const [offer] = offers;
  if (!offer) throw new Error("No offer");
  const bought = lines.map(({ offer: { sku }, ...line }) => ({ ...line, providerPriceId: price({ sku }) }));
  const about = { paymentId: "pi_1", currency: "EUR", reason: null };
  return {
    ...anOrder(offer, { status, lines: bought, paidMinor: 3000 }),
    issues: {
      refunds: refunds.map((refund, at): Refund => ({ ...about, id: `re_${at}`, refundedAt: now, ...refund })),
      disputes: disputes.map((of, at): Dispute => ({
        ...about,
        id: `du_${at}`,
        amountMinor: 3000,
        openedAt: now,
        status: of,
      })),
    },
  };
}

function paidFor(state: State, isHeld: boolean): Record<string, string> {
  const entitled = lines.filter((line) => isEntitled(line, state) && !(isHeld && line.id === "li_0"));
  return Object.fromEntries(
    entitled.map(({ id, offer, quantity }) => [id, `${offer.sku} × ${quantity * offer.seatsPerUnit}`]),
  );
}

/** The table of the design, said once more in other words. */
function isEntitled({ id, offer }: { id: string; offer: Offer }, { status, refunds, disputes }: State): boolean {
  const back = refunds.filter((refund) => refund.status !== "failed");
  const sum = (of: typeof back) => of.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const own = back.filter((refund) => refund.lines.includes(id));
  const isPartly = own.length > 0 || back.some((refund) => refund.lines.length === 0);
  if (status !== "paid" || disputes.includes("lost")) return false;
  if (sum(back) >= 3000 || sum(own) >= 1000) return false;
  if (isPartly && offer.partialRefund === "REVOKE") return false;
  return offer.dispute === "KEEP" || !disputes.includes("open");
}
