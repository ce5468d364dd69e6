import { afterAll, describe, expect, test } from "vitest";
import { openShopWindow } from "./checkout-for-test";
import { buyer, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const { monthly, openSubscription, openPayment, typesSince } = await openShopWindow(stripe);

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

describe("a payment that fails leaves the session open", () => {
  test.each([
    ["4000 0000 0000 0002", "number", "Your card was declined."],
    ["4000 0000 0000 9995", "number", "Your card has insufficient funds."],
    ["4000 0000 0000 0069", "expiry", "Your card has expired."],
    ["4000 0000 0000 0127", "cvc", "security code is incorrect."],
  ])("%s is declined beside the field it is about, and what was typed stays", async (number, field, message) => {
    const session = await openSubscription();
    const answer = await sandbox.post(`/c/pay/${session.id}`, { ...buyer, number });
    const page = await answer.text();
    expect(answer.status).toBe(402);
    expect(page).toMatch(new RegExp(`id="${field}-error">[^<]*${message}`));
    expect(page).toContain(`value="${number}"`);
    expect(page).toContain('value="maria@example.com"');
    const open = await stripe.checkout.sessions.retrieve(session.id);
    expect(open).toMatchObject({ status: "open", subscription: null, customer: null });
  });

  test("a second card then pays, with the same payment", async () => {
    const known = (await listEvents(stripe)).length;
    const session = await openPayment();
    await sandbox.post(`/c/pay/${session.id}`, { ...buyer, number: "4000000000000002" });
    await sandbox.post(`/c/pay/${session.id}`, buyer);
    expect(await typesSince(known)).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  test.each([
    [{ email: "nobody" }, "email"],
    [{ number: "4242 4242 4242 4241" }, "number"],
    [{ number: "4111 1111 1111 1111" }, "number"],
    [{ number: "" }, "number"],
    [{ expiry: "01 / 20" }, "expiry"],
    [{ expiry: "13 / 40" }, "expiry"],
    [{ cvc: "12" }, "cvc"],
    [{ name: " " }, "name"],
  ])("%j is refused beside its field before anything is charged", async (wrong, field) => {
    const known = (await listEvents(stripe)).length;
    const session = await openSubscription();
    const answer = await sandbox.post(`/c/pay/${session.id}`, { ...buyer, ...wrong });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-error"`);
    expect(await typesSince(known)).toEqual([]);
  });
});

describe("a card whose bank asks", () => {
  test.each(["4000 0027 6000 3184", "4000 0025 0000 3155"])("%s pays after the question is passed", async (number) => {
    const session = await openSubscription();
    const asked = await sandbox.post(`/c/pay/${session.id}`, { ...buyer, number });
    const challenge = `/c/pay/${session.id}/authenticate`;
    expect(asked.headers.get("location")).toBe(challenge);
    expect(await (await sandbox.get(challenge)).text()).toContain("Complete authentication");
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    const passed = await sandbox.post(challenge, { answer: "complete" });
    expect(passed.headers.get("location")).toContain(session.id);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(paid).toMatchObject({ payment_status: "paid", subscription: { status: "active" } });
  });

  test("pays nothing when the question is failed, and the page says why", async () => {
    const session = await openPayment();
    await sandbox.post(`/c/pay/${session.id}`, { ...buyer, number: "4000002760003184" });
    const failed = await sandbox.post(`/c/pay/${session.id}/authenticate`, { answer: "fail" });
    const page = await (await sandbox.get(failed.headers.get("location") ?? "")).text();
    expect(page).toContain("unable to authenticate your payment method");
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  });
});
