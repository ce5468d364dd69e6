import { expect, it } from "vitest";
import { listenedEvents } from "../listened-events";

const subject = (kind: string, id: string) => ({ subject: { provider: "STRIPE", kind, id } });
const translate = (type: string, object: unknown) => listenedEvents[type]?.translate(object);

const moneyEvents = ["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"];
const disputeEvents = ["created", "updated", "closed", "funds_withdrawn", "funds_reinstated"].map(
  (what) => `charge.dispute.${what}`,
);

it.each([...moneyEvents, ...disputeEvents])("%s names the payment, however old or new its shape", (type) => {
  expect(translate(type, { id: "x_1", payment_intent: "pi_1", charge: "ch_1" })).toEqual(subject("payment", "pi_1"));
  expect(translate(type, { id: "x_1", payment_intent: { id: "pi_1" }, charge: { id: "ch_1" } })).toEqual(
    subject("payment", "pi_1"),
  );
  expect(translate(type, { id: "x_1", payment_intent: null, charge: "ch_1" })).toEqual(subject("payment", "ch_1"));
  expect(translate(type, { id: "x_1" })).toMatchObject({ ignored: expect.any(String) });
  expect(translate(type, null)).toMatchObject({ ignored: expect.any(String) });
});

it("a refunded charge names its payment intent, or itself where there was none", () => {
  expect(translate("charge.refunded", { id: "ch_1", payment_intent: "pi_1" })).toEqual(subject("payment", "pi_1"));
  expect(translate("charge.refunded", { id: "ch_1", invoice: "in_1", payment_intent: null })).toEqual(
    subject("payment", "ch_1"),
  );
});

it.each(["payment_action_required", "finalization_failed", "voided", "marked_uncollectible"])(
  "invoice.%s names the subscription, in the old shape and the new",
  (what) => {
    const parent = { subscription_details: { subscription: "sub_1" } };
    expect(translate(`invoice.${what}`, { id: "in_1", parent })).toEqual(subject("subscription", "sub_1"));
    expect(translate(`invoice.${what}`, { id: "in_1", subscription: "sub_1" })).toEqual(
      subject("subscription", "sub_1"),
    );
  },
);

it.each(["trial_will_end", "pending_update_applied", "pending_update_expired"])(
  "customer.subscription.%s names the subscription",
  (what) => {
    expect(translate(`customer.subscription.${what}`, { id: "sub_1" })).toEqual(subject("subscription", "sub_1"));
  },
);

it.each(["updated", "released", "canceled", "completed", "aborted"])(
  "subscription_schedule.%s names the subscription that it steers or steered",
  (what) => {
    const type = `subscription_schedule.${what}`;
    expect(translate(type, { id: "sub_sched_1", subscription: "sub_1" })).toEqual(subject("subscription", "sub_1"));
    expect(translate(type, { id: "sub_sched_1", subscription: null, released_subscription: "sub_1" })).toEqual(
      subject("subscription", "sub_1"),
    );
    expect(translate(type, { id: "sub_sched_1" })).toMatchObject({ ignored: expect.stringContaining("not begun") });
  },
);

it("a deleted customer is another matter than one that changed", () => {
  expect(translate("customer.deleted", { id: "cus_1" })).toEqual(subject("customer", "cus_1"));
  expect(translate("customer.updated", { id: "cus_1" })).toEqual(subject("buyer", "cus_1"));
});

it("a suspicion of fraud takes nothing away", () => {
  expect(translate("radar.early_fraud_warning.created", { charge: "ch_1" })).toMatchObject({
    ignored: expect.any(String),
  });
});

const own = { parent: { type: "subscription_item_details" } };
const extra = { parent: { type: "invoice_item_details" } };
const parent = { subscription_details: { subscription: "sub_1" } };
it.each([
  ["today", [own, extra], "subscription_create", subject("payment", "in_1")],
  ["before 2025-03-31", [{ type: "subscription" }, { type: "invoiceitem" }], "subscription_create", "in_1"],
  ["of the subscription alone", [own], "subscription_create", subject("subscription", "sub_1")],
  ["of a renewal with a proration", [own, extra], "subscription_cycle", subject("subscription", "sub_1")],
])("a first invoice with one-time lines leads to their order too: %s", (_when, data, billing_reason, expected) => {
  const invoice = { id: "in_1", billing_reason, parent, subscription: "sub_1", lines: { data } };
  expect(translate("invoice.paid", invoice)).toEqual(
    typeof expected === "string" ? subject("payment", expected) : expected,
  );
});
