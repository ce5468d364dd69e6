import { afterAll, describe, expect, test } from "vitest";
import { createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const dayMs = 86_400_000;
const pays = "000123456789";
const fails = "000222222227";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const once = await createPrice(stripe, { unitAmount: 19900, oneTime: true });
const monthly = await createPrice(stripe);

async function order(account: string, mode: "payment" | "subscription" = "payment") {
  const price = mode === "payment" ? once : monthly;
  const session = await stripe.checkout.sessions.create({
    mode,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "http://localhost:3000/return",
  });
  const form = { email: "maria@example.com", method: "bank", account };
  expect((await sandbox.post(`/c/pay/${session.id}`, form)).status).toBe(303);
  return { id: session.id, read: () => stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] }) };
}

async function eventsAbout(id: string): Promise<string[]> {
  const events = await listEvents(stripe);
  return events.filter(({ data }) => "id" in data.object && data.object.id === id).map(({ type }) => type);
}

describe("a bank debit on the hosted checkout", () => {
  test("completes the session unpaid; days later it is paid, and only then", async () => {
    const { id, read } = await order(pays);
    const placed = await read();
    expect(placed).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    sandbox.clock.advance(4 * dayMs - 2000);
    expect((await read()).payment_status).toBe("unpaid");
    sandbox.clock.advance(3000);
    expect(await read()).toMatchObject({ payment_status: "paid", payment_intent: { status: "succeeded" } });
    expect(await eventsAbout(id)).toEqual(["checkout.session.completed", "checkout.session.async_payment_succeeded"]);
  });

  test("fails days later where the account is empty", async () => {
    const { id, read } = await order(fails);
    sandbox.clock.advance(4 * dayMs + 1000);
    expect(await read()).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "requires_payment_method", last_payment_error: { code: "insufficient_funds" } },
    });
    expect((await eventsAbout(id)).at(-1)).toBe("checkout.session.async_payment_failed");
  });

  test("is answered by the control page in either way", async () => {
    for (const [answer, status] of [
      ["succeed", "paid"],
      ["fail", "unpaid"],
    ] as const) {
      const { read } = await order(pays);
      const { payment_intent: intent } = await read();
      const paymentId = typeof intent === "string" ? intent : intent?.id;
      await sandbox.control(`payments/${paymentId}/${answer}`);
      expect((await read()).payment_status).toBe(status);
    }
  });

  test("serves a subscription on trust, and makes it past due when the debit fails", async () => {
    const { read } = await order(fails, "subscription");
    const { subscription, payment_status } = await read();
    expect(payment_status).toBe("unpaid");
    expect((await stripe.subscriptions.retrieve(String(subscription))).status).toBe("active");
    sandbox.clock.advance(4 * dayMs + 1000);
    const late = await stripe.subscriptions.retrieve(String(subscription), { expand: ["latest_invoice"] });
    expect(late).toMatchObject({ status: "past_due", latest_invoice: { status: "open" } });
  });

  test("is not offered where the session takes cards only", async () => {
    const { id } = await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: once.id, quantity: 1 }],
      allowed_payment_method_types: ["card"],
      success_url: "http://localhost:3000/return",
    });
    expect(await (await sandbox.get(`/c/pay/${id}`)).text()).not.toContain("Bank debit");
  });
});

test("a debit through the API is processing until the bank has answered", async () => {
  const terms = { amount: 1000, currency: "usd", confirm: true, payment_method: "pm_usBankAccount_success" };
  const { id, status } = await stripe.paymentIntents.create(terms);
  expect(status).toBe("processing");
  sandbox.clock.advance(4 * dayMs + 1000);
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
  expect(await eventsAbout(id)).toEqual([
    "payment_intent.created",
    "payment_intent.processing",
    "payment_intent.succeeded",
  ]);
});
