import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testOffer } from "@/lib/catalog/testing/test-offer";
import { decideNextStep, type LeftCheckout, type Situation } from "./decide-next-step";
import type { ExistingSubscription, OpenIntent } from "./states";

const customer = { id: "c1", type: "PERSON", name: "Ada", email: null } as const;
const offer = testOffer({ sku: "EDITOR-MONTHLY", minimumQuantity: 2, maximumQuantity: 50 });
const intent: OpenIntent = {
  id: "i1",
  customerId: "c1",
  sku: "EDITOR-MONTHLY",
  offerName: "Monthly",
  productName: "Editor",
  quantity: 5,
  expiresAt: null,
};
const existing: ExistingSubscription = {
  id: "0198a000-0000-7000-8000-000000000001",
  provider: "STRIPE",
  providerSubscriptionId: "sub_1",
  customerId: "c1",
  status: "active",
  sku: "EDITOR-YEARLY",
  productName: "Editor",
  offerName: "Yearly",
  quantity: 1,
  cancelAtPeriodEnd: false,
  currentPeriodEnd: null,
};
const open: LeftCheckout = { kind: "open", intent };
const situation = (changes: Partial<Situation>): Situation => ({
  customer,
  offer: null,
  refused: null,
  quantity: null,
  existing: null,
  left: { kind: "none" },
  ...changes,
});

describe("the one next step", () => {
  test.each<[string, Partial<Situation>, string]>([
    ["without an offer: choose one", {}, "choose_offer"],
    ["with an offer: ready to pay", { offer }, "ready_to_pay"],
    ["with one that nobody can pay: choose another", { offer, refused: "not_connected" }, "choose_offer"],
    [
      "with one that nobody can pay, of a product that they have: change that",
      { offer, existing, refused: "not_connected" },
      "change_existing",
    ],
    ["with a live subscription of the product: change it, never buy a second", { offer, existing }, "change_existing"],
    ["also when a checkout was left open", { offer, existing, left: open }, "change_existing"],
    ["coming back without saying what for: go on paying", { left: open }, "resume_checkout"],
    ["coming back to the same offer: go on paying", { offer, left: open }, "resume_checkout"],
    ["the same offer and quantity: go on paying", { offer, quantity: 5, left: open }, "resume_checkout"],
    ["another quantity: pay for that instead", { offer, quantity: 6, left: open }, "ready_to_pay"],
    ["another offer: pay for that instead", { offer: testOffer({ sku: "OTHER" }), left: open }, "ready_to_pay"],
    ["the left checkout was paid: show it", { offer, left: { kind: "paid", sessionId: "cs_1" } }, "already_paid"],
  ])("%s", (_, changes, kind) => {
    expect(decideNextStep(situation(changes)).kind).toBe(kind);
  });

  test("a quantity asked for in the address is never replaced by another, sold or not", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double({ noNaN: true })), (quantity) => {
        expect(decideNextStep(situation({ offer, quantity }))).toMatchObject({ kind: "ready_to_pay", quantity });
      }),
    );
  });

  test.each([null, Number.NaN])(
    "without a readable quantity (%s) it begins at the smallest that is sold",
    (quantity) => {
      expect(decideNextStep(situation({ offer, quantity }))).toMatchObject({ kind: "ready_to_pay", quantity: 2 });
    },
  );
});
