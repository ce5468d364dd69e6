import { afterAll, describe, expect, test } from "vitest";
import { createPayingCustomer, createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;

async function pay(card: string): Promise<{ intent: string; charge: string }> {
  const terms = { amount: 1000, currency: "usd", confirm: true, payment_method: card };
  const { id, latest_charge } = await stripe.paymentIntents.create(terms);
  return { intent: id, charge: String(latest_charge) };
}

/** The types of the events about this object, oldest first. */
async function typesOf(id: string): Promise<string[]> {
  const events = await listEvents(stripe);
  return events.filter(({ data }) => "id" in data.object && data.object.id === id).map(({ type }) => type);
}

describe("refunds", () => {
  test("each partial refund tells what was refunded before it", async () => {
    const { intent, charge } = await pay("pm_card_visa");
    await stripe.refunds.create({ payment_intent: intent, amount: 300 });
    await stripe.refunds.create({ charge, metadata: { line: "li_1" } });
    const events = (await listEvents(stripe)).filter((event) => event.type === "charge.refunded").slice(-2);
    expect(events.map(({ data }) => [data.object.amount_refunded, data.previous_attributes])).toEqual([
      [300, { amount_refunded: 0 }],
      [1000, { amount_refunded: 300, refunded: false }],
    ]);
    expect((await stripe.refunds.list({ charge })).data.map(({ amount }) => amount)).toEqual([700, 300]);
  });

  test("a pending refund succeeds later and says so", async () => {
    const { charge } = await pay("pm_card_pendingRefund");
    const { id, status } = await stripe.refunds.create({ charge });
    expect(status).toBe("pending");
    sandbox.clock.advance(3_601_000);
    expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
    expect(await typesOf(id)).toEqual(["refund.created", "refund.updated", "charge.refund.updated"]);
  });

  test("a refund that fails later leaves the charge paid, with a reason", async () => {
    const { charge } = await pay("pm_card_refundFail");
    const { id, status } = await stripe.refunds.create({ charge });
    expect(status).toBe("succeeded");
    await sandbox.control(`refunds/${id}/settle`);
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
    });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await typesOf(id)).at(-1)).toBe("refund.failed");
  });
});

describe("disputes", () => {
  test("the dispute card pays, and is disputed a moment later", async () => {
    const { intent, charge } = await pay("pm_card_createDispute");
    sandbox.clock.advance(1000);
    const { data } = await stripe.disputes.list({ payment_intent: intent });
    expect(data).toMatchObject([
      { charge, status: "needs_response", reason: "fraudulent", amount: 1000, balance_transactions: [{ net: -2500 }] },
    ]);
    expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: "charge_disputed" });
    expect(await typesOf(data[0]?.id ?? "")).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
  });

  test("winning evidence brings the money back; closing gives the case up", async () => {
    const [won, lost] = [await pay("pm_card_visa"), await pay("pm_card_visa")];
    for (const { charge } of [won, lost]) await sandbox.control(`charges/${charge}/dispute`);
    const [first, second] = [
      (await stripe.disputes.list({ charge: won.charge })).data[0]?.id ?? "",
      (await stripe.disputes.list({ charge: lost.charge })).data[0]?.id ?? "",
    ];
    const draft = await stripe.disputes.update(first, { evidence: { customer_name: "Maria" }, submit: false });
    expect(draft).toMatchObject({ status: "needs_response", evidence_details: { has_evidence: true } });
    const verdict = await stripe.disputes.update(first, { evidence: { uncategorized_text: "winning_evidence" } });
    expect(verdict.status).toBe("won");
    expect((await stripe.disputes.close(second)).status).toBe("lost");
    expect((await typesOf(first)).slice(-2)).toEqual(["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
    expect((await typesOf(second)).at(-1)).toBe("charge.dispute.closed");
    await expect(stripe.disputes.close(second)).rejects.toMatchObject({ statusCode: 400 });
  });
});

test("a payment leads to its invoice, and a deleted customer's subscriptions end with a deletion event", async () => {
  const price = await createPrice(stripe);
  const customer = await createPayingCustomer(stripe);
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const [charge] = (await stripe.charges.list({ customer: customer.id })).data;
  const payment = { type: "payment_intent" as const, payment_intent: String(charge?.payment_intent) };
  const { data } = await stripe.invoicePayments.list({ payment, expand: ["data.invoice"] });
  expect(data).toMatchObject([{ invoice: { parent: { subscription_details: { subscription: id } } } }]);
  await stripe.customers.del(customer.id);
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  expect((await typesOf(id)).at(-1)).toBe("customer.subscription.deleted");
});
