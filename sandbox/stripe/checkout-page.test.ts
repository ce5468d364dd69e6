import type { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { buyer, createPrice, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const monthly = await createPrice(stripe);

function openSubscription(extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: monthly.id, quantity: 5 }],
    success_url: "http://localhost:3000/return?session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:3000/offers",
    ...extra,
  });
}

describe("the page", () => {
  test("shows a known customer's address and does not let it be changed", async () => {
    const customer = await stripe.customers.create({ email: "fixed@example.com" });
    const { id } = await openSubscription({ customer: customer.id });
    const page = await (await sandbox.get(`/c/pay/${id}`)).text();
    expect(page).toMatch(/value="fixed@example.com"[^>]* readonly|readonly[^>]*value="fixed@example.com"/);
    await sandbox.post(`/c/pay/${id}`, { ...buyer, email: "other@example.com" });
    expect((await stripe.checkout.sessions.retrieve(id)).customer_details?.email).toBe("fixed@example.com");
  });

  test("lets its forms lead only to itself and back to the app, and runs no foreign script", async () => {
    const { id } = await openSubscription();
    const policy = (await sandbox.get(`/c/pay/${id}`)).headers.get("content-security-policy");
    expect(policy).toContain("form-action 'self' http://localhost:3000;");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
  });

  test("refuses a form that another site posts", async () => {
    const { id } = await openSubscription();
    const answer = await sandbox.post(`/c/pay/${id}`, buyer, { origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("open");
  });

  test("changes a quantity only within what the session allows", async () => {
    const adjustable_quantity = { enabled: true, minimum: 1, maximum: 10 };
    const session = await openSubscription({ line_items: [{ price: monthly.id, quantity: 2, adjustable_quantity }] });
    const [line] = (await stripe.checkout.sessions.listLineItems(session.id)).data;
    await sandbox.post(`/c/pay/${session.id}/quantity`, { line: line?.id ?? "", quantity: "50" });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ amount_total: 49000 });
  });

  test("says that a session is over: paid, expired, unknown", async () => {
    const paid = await openSubscription();
    await sandbox.post(`/c/pay/${paid.id}`, buyer);
    expect(await (await sandbox.get(`/c/pay/${paid.id}`)).text()).toContain("Already paid");
    const expired = await openSubscription();
    await stripe.checkout.sessions.expire(expired.id);
    const answer = await sandbox.post(`/c/pay/${expired.id}`, buyer);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("nothing was charged");
    expect((await sandbox.get("/c/pay/cs_test_none")).status).toBe(404);
  });
});
