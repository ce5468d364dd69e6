import { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { createPayingCustomer, createPrice, sdkFor, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;

async function failure(request: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await request.then(
    () => new Error("It was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw error;
}

describe("who may call", () => {
  test("no key and a key of no kind are refused as Stripe refuses them", async () => {
    const bare = await fetch(`${sandbox.origin}/v1/customers`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({ error: { type: "authentication_error" } });
    const wrong = await failure(sdkFor(sandbox.origin, "not-a-key").customers.list());
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  test("a live key is refused with the reason, before anything is done", async () => {
    const error = await failure(sdkFor(sandbox.origin, "sk_live_1234567890").customers.create({ email: "a@b.co" }));
    expect(error.statusCode).toBe(401);
    expect(error.message).toContain("live API key");
    expect(await stripe.customers.list({ email: "a@b.co" })).toMatchObject({ data: [] });
  });
});

describe("what is wrong is said in Stripe's words", () => {
  const raw = (path: string, body = "") =>
    fetch(`${sandbox.origin}/v1/${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: "Bearer sk_test_sandbox", "content-type": "application/x-www-form-urlencoded" },
      ...(body ? { body } : {}),
    });

  test.each([
    ["an unknown parameter", "customers", "emial=a%40b.co", 400, { code: "parameter_unknown", param: "emial" }],
    [
      "an unknown nested parameter",
      "customers",
      "address[contry]=FI",
      400,
      { code: "parameter_unknown", param: "address[contry]" },
    ],
    ["a missing parameter", "products", "active=true", 400, { code: "parameter_missing", param: "name" }],
    [
      "a missing nested parameter",
      "checkout/sessions",
      "mode=payment&success_url=http%3A%2F%2Flocalhost&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=100&line_items[0][quantity]=1",
      400,
      { code: "parameter_missing", param: "line_items[0][price_data][product_data]" },
    ],
    [
      "no number",
      "payment_intents",
      "amount=ten&currency=usd",
      400,
      { code: "parameter_invalid_integer", param: "amount" },
    ],
    ["an empty text", "products", "name=", 400, { code: "parameter_invalid_empty", param: "name" }],
    ["an unknown id in the path", "customers/cus_none", "", 404, { code: "resource_missing", param: "id" }],
    [
      "an unknown id in the body",
      "prices",
      "product=prod_none&currency=usd&unit_amount=1",
      400,
      { code: "resource_missing" },
    ],
    ["an unknown route", "unicorns", "", 404, { type: "invalid_request_error" }],
    ["an unknown choice", "products", "name=x&type=boat", 400, { param: "type" }],
  ])("%s", async (_what, path, body, status, error) => {
    const answer = await raw(path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error });
  });

  test("another generation of the API is refused in the same words, so that no client takes it for an answer", async () => {
    const answer = await fetch(`${sandbox.origin}/v2/core/accounts`, {
      headers: { authorization: "Bearer sk_test_x" },
    });
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  test("every answer carries the request id and the API version", async () => {
    const customer = await stripe.customers.create({ email: "headers@example.com" });
    expect(customer.lastResponse.requestId).toMatch(/^req_/);
    expect(customer.lastResponse.apiVersion).toBe("2026-10-28.endive");
    expect((await failure(stripe.customers.retrieve("cus_none"))).requestId).toMatch(/^req_/);
  });
});

describe("objects", () => {
  test("a customer is kept, changed, found and deleted", async () => {
    const made = await stripe.customers.create({
      email: "life@example.com",
      name: "Life",
      metadata: { a: "1", b: "2" },
    });
    const changed = await stripe.customers.update(made.id, { name: "", metadata: { a: "", c: "3" } });
    expect(changed).toMatchObject({ name: null, email: "life@example.com", metadata: { b: "2", c: "3" } });
    const found = await stripe.customers.search({ query: `metadata["c"]:"3" AND email:"life@example.com"` });
    expect(found.data.map(({ id }) => id)).toEqual([made.id]);
    await stripe.customers.del(made.id);
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, deleted: true });
    expect((await failure(stripe.customers.update(made.id, { name: "x" }))).code).toBe("resource_missing");
  });

  test("metadata keeps Stripe's limits", async () => {
    const { id } = await stripe.customers.create();
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, "x"]));
    for (const metadata of [many, { ["k".repeat(41)]: "x" }, { k: "x".repeat(501) }]) {
      expect((await failure(stripe.customers.update(id, { metadata }))).statusCode).toBe(400);
    }
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
  });

  test("a lookup key names one price at a time and moves only when asked to", async () => {
    const { product } = await createPrice(stripe);
    const terms = { product: String(product), currency: "usd", unit_amount: 100, lookup_key: "studio-monthly" };
    const first = await stripe.prices.create(terms);
    expect((await failure(stripe.prices.create(terms))).statusCode).toBe(400);
    const second = await stripe.prices.create({ ...terms, transfer_lookup_key: true });
    const { data } = await stripe.prices.list({ lookup_keys: ["studio-monthly"] });
    expect(data.map(({ id }) => id)).toEqual([second.id]);
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
    expect(second.unit_amount_decimal?.toString()).toBe("100");
  });

  test("a card that would be declined cannot be saved; one that only fails when charged can", async () => {
    const { id } = await stripe.customers.create();
    const declined = await failure(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: id }));
    expect(declined).toMatchObject({ statusCode: 402, code: "card_declined" });
    const saved = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: id });
    expect(saved.customer).toBe(id);
    expect((await stripe.paymentMethods.detach(saved.id)).customer).toBeNull();
  });

  test("a declined payment intent stays, with what went wrong, and can be paid with another card", async () => {
    const terms = {
      amount: 2000,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_chargeDeclinedInsufficientFunds",
    };
    const error = await failure(stripe.paymentIntents.create(terms));
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "insufficient_funds" });
    const id = error.payment_intent?.id ?? "";
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "requires_payment_method" });
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", expand: ["latest_charge"] });
    expect(paid).toMatchObject({ status: "succeeded", latest_charge: { paid: true, amount: 2000 } });
  });

  test("a refund is never more than what is left of the charge", async () => {
    const terms = { amount: 1000, currency: "usd", confirm: true, payment_method: "pm_card_visa" };
    const { id } = await stripe.paymentIntents.create(terms);
    await stripe.refunds.create({ payment_intent: id, amount: 400 });
    expect((await failure(stripe.refunds.create({ payment_intent: id, amount: 601 }))).statusCode).toBe(400);
    await stripe.refunds.create({ payment_intent: id });
    const { data } = await stripe.charges.list({ payment_intent: id });
    expect(data).toMatchObject([{ amount_refunded: 1000, refunded: true }]);
  });
});

describe("reading", () => {
  test("expand opens references four levels deep, also inside lists, and refuses what is no reference", async () => {
    const price = await createPrice(stripe);
    const customer = await createPayingCustomer(stripe);
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const { data } = await stripe.subscriptions.list({
      customer: customer.id,
      expand: ["data.latest_invoice.payments", "data.customer", "data.items.data.price"],
    });
    expect(data).toMatchObject([
      { customer: { id: customer.id }, latest_invoice: { payments: { data: [{ status: "paid" }] } } },
    ]);
    const product = await stripe.prices.retrieve(price.id, { expand: ["product"] });
    expect(product.product).toMatchObject({ name: "Drawing Studio" });
    const deep = stripe.subscriptions.list({ expand: ["data.latest_invoice.payments.data.payment"] });
    expect((await failure(deep)).statusCode).toBe(400);
    expect((await failure(stripe.prices.retrieve(price.id, { expand: ["nonsense"] }))).statusCode).toBe(400);
  });

  test("lists come newest first, in pages that neither lose nor repeat anything", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `page-${index}`);
    for (const name of names) await stripe.customers.create({ name, email: "pages@example.com" });
    const first = await stripe.customers.list({ email: "pages@example.com", limit: 3 });
    expect(first.has_more).toBe(true);
    expect(first.data.map(({ name }) => name)).toEqual(["page-6", "page-5", "page-4"]);
    const all = await stripe.customers.list({ email: "pages@example.com", limit: 2 }).autoPagingToArray({ limit: 99 });
    expect(all.map(({ name }) => name)).toEqual(names.toReversed());
    const before = await stripe.customers.list({ email: "pages@example.com", ending_before: all[3]?.id, limit: 2 });
    expect(before.data.map(({ name }) => name)).toEqual(["page-5", "page-4"]);
    const later = await stripe.customers.list({ created: { gt: Math.floor(sandbox.clock.nowMs() / 1000) } });
    expect(later.data).toEqual([]);
  });

  test("account and balance answer", async () => {
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ object: "account", charges_enabled: true });
    expect(await stripe.balance.retrieve()).toMatchObject({ object: "balance", livemode: false });
  });
});

test("the control page's address for requests tells how often each operation was asked for", async () => {
  const asked = async () => {
    const answer = await (await sandbox.get("/control/requests")).json();
    return answer.data["GET /v1/products/:id"] ?? 0;
  };
  const before = await asked();
  const { id } = await stripe.products.create({ name: "Counted" });
  await stripe.products.retrieve(id);
  await stripe.products.retrieve(id);
  expect(await asked()).toBe(before + 2);
});
