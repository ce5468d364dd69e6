import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { openShop, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { fulfill } from "./fulfill";

let shop: Shop;
let monthly: string;
let yearly: string;
let extra: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio", { access: "KEY" });
  yearly = await shop.sell("studio-yearly", { access: "KEY" });
  extra = await shop.sell("render", { seatsPerUnit: 5 });
});
afterAll(() => shop.close());

/** A subscription in its buyer's own time. Each step ends with a run, as its events would have it. */
async function live(name: string, terms: Parameters<Shop["stripe"]>[2] = {}, { card = true } = {}) {
  const customer = await shop.welcome(name);
  if (!card) await takeCard(customer.providerCustomerId);
  const begun = new Date(Math.floor(Date.now() / 1000) * 1000);
  let time = begun;
  const clock = await shop.stripe("POST", "/v1/test_helpers/test_clocks", {
    customer: customer.providerCustomerId,
    frozen_time: begun.getTime() / 1000,
  });
  const items = [{ price: monthly, quantity: 2 }];
  const { id } = await shop.stripe("POST", "/v1/subscriptions", {
    customer: customer.providerCustomerId,
    items,
    ...terms,
  });
  const run = async () => {
    const ctx = { ...shop.ctx, now: () => time };
    expect(await fulfill(ctx, { subject: subscriptionSubject(id), cause: "test" })).toMatchObject({ kind: "done" });
  };
  await run();
  const licenses = () => shop.ctx.licensing.listLicenses(customer.licenseeId);
  return {
    ...customer,
    id,
    licenses,
    states: async () => (await licenses()).map(({ state, qty }) => `${state} ${qty}`).sort(),
    key: async () => shop.ctx.licensing.revealLicenseKey((await licenses())[0]?.id ?? ""),
    status: async () => (await shop.stripe("GET", `/v1/subscriptions/${id}`)).status,
    change: async (changes: Parameters<Shop["stripe"]>[2]) => {
      await shop.stripe("POST", `/v1/subscriptions/${id}`, changes);
      await run();
    },
    card: async (card: string) => {
      const attach = { customer: customer.providerCustomerId };
      const method = await shop.stripe("POST", `/v1/payment_methods/${card}/attach`, attach);
      await shop.stripe("POST", `/v1/subscriptions/${id}`, { default_payment_method: method.id });
      return method.id;
    },
    day: async (days: number) => {
      time = addDays(begun, days);
      await shop.stripe("POST", `/v1/test_helpers/test_clocks/${clock.id}/advance`, {
        frozen_time: time.getTime() / 1000,
      });
      const status = async () => (await shop.stripe("GET", `/v1/test_helpers/test_clocks/${clock.id}`)).status;
      await vi.waitFor(async () => expect(await status()).toBe("ready"), { timeout: 15_000 });
      await run();
    },
    run,
  };
}

async function takeCard(customer: string): Promise<void> {
  const found = await shop.stripe("GET", `/v1/customers/${customer}`);
  const method = /"default_payment_method":"(pm_\w+)"/.exec(JSON.stringify(found))?.[1];
  await shop.stripe("POST", `/v1/payment_methods/${method}/detach`);
}

it("a trial with a card becomes a paid subscription; renewals change nothing", async () => {
  const life = await live("Ada", { trial_period_days: 14 });
  const before = await life.licenses();
  expect(before).toMatchObject([{ state: "valid", qty: 2, validUntil: null }]);
  await life.day(15);
  expect(await life.status()).toBe("active");
  await life.day(50);
  expect(await life.licenses()).toEqual(before);
});

it("a canceled trial ends with its last day, not before; the withdrawal of a cancellation keeps all as it was", async () => {
  const life = await live("Bea", { trial_period_days: 14 });
  const before = await life.licenses();
  await life.change({ cancel_at_period_end: true });
  await life.change({ cancel_at_period_end: false });
  await life.change({ cancel_at_period_end: true });
  expect(await life.licenses()).toEqual(before);
  await life.day(15);
  expect(await life.states()).toEqual(["revoked 2"]);
});

it.each([
  ["pause", "suspended 2", "paused"],
  ["cancel", "revoked 2", "canceled"],
])("a trial without a card that ends in %s ends in a license that is %s", async (missing, state, status) => {
  const life = await live(
    `Trial-${missing}`,
    { trial_period_days: 14, trial_settings: { end_behavior: { missing_payment_method: missing } } },
    { card: false },
  );
  expect(await life.states()).toEqual(["valid 2"]);
  await life.day(15);
  expect(await life.status()).toBe(status);
  expect(await life.states()).toEqual([state]);
});

it("paused and resumed: the license rests meanwhile, and is the same afterward", async () => {
  const life = await live("Paula");
  const before = await life.licenses();
  await shop.stripe("POST", `/v1/subscriptions/${life.id}/pause`);
  await life.run();
  expect(await life.states()).toEqual(["suspended 2"]);
  await shop.stripe("POST", `/v1/subscriptions/${life.id}/resume`);
  await life.run();
  expect(await life.licenses()).toEqual(before);
});

it("a plan change planned for the period's end waits for it, and keeps the key", async () => {
  const life = await live("Rita");
  const [key, [before]] = [await life.key(), await life.licenses()];
  const schedule = await shop.stripe("POST", "/v1/subscription_schedules", { from_subscription: life.id });
  const found = await shop.ctx.commerce.STRIPE.readSubscription(life.id, AbortSignal.timeout(5_000));
  const end = (found?.currentPeriodEnd?.getTime() ?? 0) / 1000;
  const start = (found?.startedAt.getTime() ?? 0) / 1000;
  await shop.stripe("POST", `/v1/subscription_schedules/${schedule.id}`, {
    end_behavior: "release",
    phases: [
      { items: [{ price: monthly, quantity: 2 }], start_date: start, end_date: end },
      { items: [{ price: yearly, quantity: 1 }] },
    ],
  });
  await life.run();
  expect(await life.licenses()).toEqual([before]);
  await life.day(33);
  const valid = (await life.licenses()).filter(({ state }) => state === "valid");
  expect(valid).toMatchObject([{ qty: 1, references: { productReference: "studio-yearly" } }]);
  expect(await shop.ctx.licensing.revealLicenseKey(valid[0]?.id ?? "")).toBe(key);
});

it("paused collection keeps the license", async () => {
  const life = await live("Cleo");
  const before = await life.licenses();
  await life.change({ pause_collection: { behavior: "void" } });
  await life.day(40);
  expect(await life.licenses()).toEqual(before);
});

it("a failing card costs nothing during grace, then the license rests, and the same key is back with the payment", async () => {
  const life = await live("Dora");
  const [key, before] = [await life.key(), await life.licenses()];
  await life.card("pm_card_chargeCustomerFail");
  await life.day(33);
  expect(await life.status()).toBe("past_due");
  expect(await life.licenses()).toEqual(before);
  await shop.ctx.db.offer.update({ where: { sku: "studio" }, data: { graceDays: 1 } });
  await life.run();
  expect(await life.states()).toEqual(["suspended 2"]);
  await shop.ctx.db.offer.update({ where: { sku: "studio" }, data: { graceDays: null } });
  const payment_method = await life.card("pm_card_visa");
  const { latest_invoice: invoice } = await shop.stripe("GET", `/v1/subscriptions/${life.id}`);
  await shop.stripe("POST", `/v1/invoices/${String(invoice)}/pay`, { payment_method });
  await life.run();
  expect(await life.licenses()).toEqual(before);
  expect(await life.key()).toBe(key);
});

it("seats up and down, an item added and removed: each line's license is what is paid", async () => {
  const life = await live("Emil");
  await life.change({ items: [{ price: extra, quantity: 2 }] });
  expect(await life.states()).toEqual(["valid 10", "valid 2"]);
  const found = await shop.ctx.commerce.STRIPE.readSubscription(life.id, AbortSignal.timeout(5_000));
  const added = found?.items.find((item) => item.providerPriceId === extra)?.id ?? "";
  await shop.stripe("POST", `/v1/subscription_items/${added}`, { quantity: 1 });
  await life.run();
  expect(await life.states()).toEqual(["valid 2", "valid 5"]);
  await shop.stripe("DELETE", `/v1/subscription_items/${added}`);
  await life.run();
  expect(await life.states()).toEqual(["revoked 5", "valid 2"]);
});

it("a plan change keeps seats and key, there and back again", async () => {
  const life = await live("Kim");
  const key = await life.key();
  for (const [price, sku] of [
    [yearly, "studio-yearly"],
    [monthly, "studio"],
  ]) {
    const found = await shop.ctx.commerce.STRIPE.readSubscription(life.id, AbortSignal.timeout(5_000));
    await life.change({ items: [{ id: found?.items[0]?.id, price }] });
    const valid = (await life.licenses()).filter(({ state }) => state === "valid");
    expect(valid).toMatchObject([{ qty: 2, references: { productReference: sku } }]);
    expect(await shop.ctx.licensing.revealLicenseKey(valid[0]?.id ?? "")).toBe(key);
  }
});

it("a first payment that fails licenses nothing, nor does its expiry", async () => {
  const customer = await shop.welcome("Finn");
  const attach = { customer: customer.providerCustomerId };
  const method = await shop.stripe("POST", "/v1/payment_methods/pm_card_chargeCustomerFail/attach", attach);
  const { id, status } = await shop.stripe("POST", "/v1/subscriptions", {
    ...attach,
    items: [{ price: monthly }],
    default_payment_method: method.id,
  });
  expect(status).toBe("incomplete");
  await fulfill(shop.ctx, { subject: subscriptionSubject(id), cause: "test" });
  expect(await shop.ctx.licensing.listLicenses(customer.licenseeId)).toEqual([]);
});
