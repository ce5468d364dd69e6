import { afterAll, describe, expect, it } from "vitest";
import { formatSubject } from "@/lib/commerce/subject";
import { orderSubject } from "@/lib/test-shop";
import { fulfill } from "./fulfill";
import { openLife } from "./testing/open-life";

const { shop, monthly, plugin, run, follow, subscribe, order, paymentOf, licensesOf } = await openLife();
afterAll(() => shop.close());

const payment = (id: string) => follow("payment", id);

describe("a refund of an order", () => {
  it("in full ends every license of it, as its event says, whatever it cost; nothing is issued again", async () => {
    const [sold, product] = [
      await shop.sell("suite", { kind: "PERPETUAL" }),
      await shop.stripe("POST", "/v1/products", { name: "suite" }),
    ];
    const inRupiahs = { product: product.id, currency: "idr", unit_amount: 1_200_000_000 };
    const { id: providerPriceId } = await shop.stripe("POST", "/v1/prices", inRupiahs);
    await shop.ctx.db.offerPrice.updateMany({ where: { providerPriceId: sold }, data: { providerPriceId } });
    const bought = await order("Ada", [{ price: providerPriceId, quantity: 2 }]);
    await shop.stripe("POST", "/v1/refunds", { payment_intent: bought.paymentId });
    expect(await payment(bought.paymentId)).toMatchObject({ kind: "done" });
    expect(await bought.licenses()).toMatchObject([{ state: "revoked", stateReason: "It was refunded" }]);
    await run(bought.subject);
    expect(await bought.licenses()).toHaveLength(1);
    const where = { subject: formatSubject(bought.subject) };
    expect(await shop.ctx.db.refund.findMany({ where })).toMatchObject([
      { status: "succeeded", amountMinor: 2_400_000_000n },
    ]);
  });

  it("that comes before anything was licensed makes neither license nor customer", async () => {
    const buyer = await shop.stripe("POST", "/v1/customers", { name: "Zoe", email: "zoe@example.com" });
    const id = await shop.buy({ customer: buyer.id, line_items: [{ price: plugin, quantity: 1 }] });
    const paymentId = await paymentOf(orderSubject(id));
    await shop.stripe("POST", "/v1/refunds", { payment_intent: paymentId });
    expect(await payment(paymentId)).toMatchObject({ kind: "ignored" });
    expect(await shop.ctx.db.customer.count({ where: { email: "zoe@example.com" } })).toBe(0);
  });

  it("in part keeps the license, and support is told once", async () => {
    const bought = await order("Bea", [{ price: plugin, quantity: 1 }]);
    await shop.stripe("POST", "/v1/refunds", { payment_intent: bought.paymentId, amount: 100 });
    for (let again = 0; again < 2; again++) await payment(bought.paymentId);
    expect(await bought.licenses()).toMatchObject([{ state: "valid" }]);
    const flags = await shop.ctx.db.supportFlag.findMany({ where: { customerId: bought.id } });
    expect(flags).toMatchObject([{ reason: expect.stringContaining("€1.00"), resolvedAt: null }]);
  });

  it("in part ends the license where the offer says so", async () => {
    const strict = await shop.sell("strict", { kind: "PERPETUAL" });
    await shop.ctx.db.offer.update({ where: { sku: "strict" }, data: { partialRefund: "REVOKE" } });
    const bought = await order("Cleo", [{ price: strict, quantity: 1 }]);
    await shop.stripe("POST", "/v1/refunds", { payment_intent: bought.paymentId, amount: 100 });
    await payment(bought.paymentId);
    expect(await bought.licenses()).toMatchObject([{ state: "revoked" }]);
  });

  it("that names a line ends that line's license and no other", async () => {
    const other = await shop.sell("other-plugin", { kind: "PERPETUAL" });
    const bought = await order("Dora", [
      { price: plugin, quantity: 1 },
      { price: other, quantity: 1 },
    ]);
    await shop.stripe("POST", "/v1/refunds", {
      payment_intent: bought.paymentId,
      amount: 1200,
      metadata: { usherRefundedLines: other },
    });
    await payment(bought.paymentId);
    const states = (await bought.licenses()).map(({ productName, state }) => [productName, state]);
    expect(Object.fromEntries(states)).toEqual({ plugin: "valid", "other-plugin": "revoked" });
  });

  it("that fails in the end brings the license back: the same one, the same key", async () => {
    const bought = await order("Emil", [{ price: plugin, quantity: 1 }]);
    const [key, [before]] = [await bought.key(), await bought.licenses()];
    const refund = await shop.stripe("POST", "/v1/refunds", { payment_intent: bought.paymentId });
    await payment(bought.paymentId);
    expect(await bought.licenses()).toMatchObject([{ state: "revoked" }]);
    const failing = withRefundStatus(refund.id, "failed");
    await fulfill(failing, { subject: bought.subject, cause: "test" });
    expect(await bought.licenses()).toEqual([before]);
    expect(await bought.key()).toBe(key);
  });
});

/** Stripe says so only after a while. */
function withRefundStatus(id: string, status: "failed") {
  const { readPaymentIssues } = shop.ctx.commerce.STRIPE;
  const port = {
    ...shop.ctx.commerce.STRIPE,
    readPaymentIssues: async (ids: string[], signal: AbortSignal) => {
      const { refunds, disputes } = await readPaymentIssues(ids, signal);
      return { disputes, refunds: refunds.map((refund) => (refund.id === id ? { ...refund, status } : refund)) };
    },
  };
  return { ...shop.ctx, commerce: { STRIPE: port } };
}

describe("a dispute", () => {
  it("suspends while it is open, and the key comes back when it is won", async () => {
    const bought = await order("Finn", [{ price: plugin, quantity: 1 }]);
    const key = await bought.key();
    await shop.contest(bought.paymentId);
    await payment(bought.paymentId);
    expect(await bought.licenses()).toMatchObject([{ state: "suspended", stateReason: "Its payment is disputed" }]);
    const [dispute] = await shop.ctx.db.dispute.findMany({ where: { customerId: bought.id } });
    await shop.stripe("POST", `/v1/disputes/${dispute?.providerDisputeId}`, {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    await run(bought.subject);
    expect(await bought.licenses()).toMatchObject([{ state: "valid", stateReason: null }]);
    expect(await bought.key()).toBe(key);
  });

  it("of a subscription's payment is remembered: it suspends, a lost one revokes and support is told", async () => {
    const bought = await subscribe("Gus");
    const expand = ["latest_invoice.payments"];
    const paid = await shop.stripe("GET", `/v1/subscriptions/${bought.subject.id}`, { expand });
    const paymentId = /"payment_intent":"(pi_\w+)"/.exec(JSON.stringify(paid))?.[1] ?? "";
    await shop.contest(paymentId);
    expect(await payment(paymentId)).toMatchObject({ kind: "done" });
    expect(await bought.licenses()).toMatchObject([{ state: "suspended" }]);
    const [dispute] = await shop.ctx.db.dispute.findMany({ where: { customerId: bought.id } });
    await shop.stripe("POST", `/v1/disputes/${dispute?.providerDisputeId}/close`);
    await run(bought.subject);
    expect(await bought.licenses()).toMatchObject([{ state: "revoked" }]);
    expect(await shop.ctx.db.supportFlag.findMany({ where: { customerId: bought.id } })).toMatchObject([
      { reason: expect.stringContaining("cancel it") },
    ]);
  });

  it("changes nothing yet where the offer says to keep", async () => {
    const trusting = await shop.sell("trusting", { kind: "PERPETUAL" });
    await shop.ctx.db.offer.update({ where: { sku: "trusting" }, data: { dispute: "KEEP" } });
    const bought = await order("Hana", [{ price: trusting, quantity: 1 }]);
    await shop.contest(bought.paymentId);
    await payment(bought.paymentId);
    expect(await bought.licenses()).toMatchObject([{ state: "valid" }]);
  });
});

it("one-time items bought together with a subscription are licensed too, as an order of their own", async () => {
  const customer = await shop.welcome("Omar");
  const checkoutId = await shop.buy({
    mode: "subscription",
    customer: customer.providerCustomerId,
    line_items: [
      { price: monthly, quantity: 3 },
      { price: plugin, quantity: 2 },
    ],
  });
  const { invoice } = await shop.stripe("GET", `/v1/checkout/sessions/${checkoutId}`);
  const { licenses } = licensesOf(customer.licenseeId);
  for (let again = 0; again < 2; again++) expect(await payment(String(invoice))).toMatchObject({ kind: "done" });
  const seats = async () =>
    Object.fromEntries((await licenses()).map(({ productName, state, qty }) => [productName, [state, qty]]));
  expect(await seats()).toEqual({ monthly: ["valid", 3], plugin: ["valid", 2] });
  expect(await licenses()).toHaveLength(2);

  const order = await shop.ctx.commerce.STRIPE.readOrder(checkoutId, AbortSignal.timeout(5_000));
  expect(order).toMatchObject({ totalMinor: 2400, paidMinor: 6000 });
  const refund = { payment_intent: order?.paymentId ?? "", amount: 2400, metadata: { usherRefundedLines: plugin } };
  await shop.stripe("POST", "/v1/refunds", refund);
  await payment(order?.paymentId ?? "");
  expect(await seats()).toEqual({ monthly: ["valid", 3], plugin: ["revoked", 2] });
});

it("a payment for nothing that is sold here is ignored, with a reason", async () => {
  expect(await payment("pi_missing")).toMatchObject({ kind: "ignored", reason: expect.stringContaining("pi_missing") });
});
