import { afterAll, describe, expect, test } from "vitest";
import { parseSubject } from "@/lib/commerce/subject";
import { AdapterError } from "@/lib/kernel/errors";
import { startCheckout } from "./start-checkout";
import {
  givenBuyer,
  monthly,
  openSessions,
  pay,
  perpetual,
  sessionAt,
  startWorld,
  yearly,
} from "./testing/start-world";
import { watchPurchase } from "./watch-purchase";

const world = await startWorld();
afterAll(() => world.stop());

const start = (order: { userId: string; sku?: string; quantity?: number }) =>
  startCheckout(world.ctx, { sku: monthly, quantity: 1, ...order });

async function sessionOf(order: Parameters<typeof start>[0]): Promise<string> {
  const result = await start(order);
  if (result.kind !== "checkout") throw new Error(`Expected a checkout, got ${result.kind}`);
  return await sessionAt(world, result.url);
}

/** Paid, and fulfilled by a webhook: nobody visited the return page, nobody wrote to the intent but fulfillment. */
async function fulfillSession(sessionId: string): Promise<string> {
  const session = await world.stripe.checkout.sessions.retrieve(sessionId);
  const id = typeof session.subscription === "string" ? session.subscription : session.subscription?.id;
  const subject = parseSubject(id ? `stripe:subscription:${id}` : `stripe:order:${sessionId}`);
  if (!subject) throw new Error("The session became nothing");
  const actor = { kind: "system", name: "worker" } as const;
  expect(await world.watching.fulfill({ subject, cause: "test", actor })).toMatchObject({ kind: "done" });
  return subject.id;
}

describe("nobody gets a second subscription of a product", () => {
  test.each([
    ["the same offer again", {}],
    ["another quantity", { quantity: 4 }],
    ["another interval", { sku: yearly }],
  ])("%s, after paying and before any webhook: the payment is shown", async (_, change) => {
    const { userId, customerId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId });
    await pay(world, sessionId);
    expect(await start({ userId, ...change })).toEqual({ kind: "already_paid", sessionId });
    expect(await start({ userId, ...change })).toEqual({ kind: "already_paid", sessionId });
    expect(await openSessions(world, customerId)).toEqual([]);
  });

  test.each([
    ["the same offer again", {}],
    ["another interval", { sku: yearly }],
  ])("%s, with the subscription running: it is to be changed", async (_, change) => {
    const { userId, customerId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId, quantity: 3 });
    await pay(world, sessionId);
    const providerSubscriptionId = await fulfillSession(sessionId);
    expect(await start({ userId, ...change })).toMatchObject({
      kind: "existing_subscription",
      subscription: { providerSubscriptionId, sku: monthly, quantity: 3, status: "active", customerId },
    });
    expect(await openSessions(world, customerId)).toEqual([]);
  });

  test("a checkout still open when the subscription appears from elsewhere is closed at the provider", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const first = await sessionOf({ userId });
    await pay(world, first);
    // A second checkout, as if the first one's row had been lost.
    await world.ctx.db.purchaseIntent.deleteMany({ where: { customerId } });
    await sessionOf({ userId, sku: yearly });
    await fulfillSession(first);
    expect(await openSessions(world, customerId)).toHaveLength(1);
    expect(await start({ userId, sku: yearly })).toMatchObject({ kind: "existing_subscription" });
    expect(await openSessions(world, customerId)).toEqual([]);
  });

  test("one that was ended at the provider does not stand in the way, even while our mirror is late", async () => {
    const { userId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId });
    await pay(world, sessionId);
    await world.stripe.subscriptions.cancel(await fulfillSession(sessionId));
    expect(await start({ userId })).toMatchObject({ kind: "checkout" });
  });

  test("one that was paid and ended before anybody mirrored it does not stand in the way", async () => {
    const { userId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId });
    await pay(world, sessionId);
    expect(await start({ userId })).toEqual({ kind: "already_paid", sessionId });
    const { subscription } = await world.stripe.checkout.sessions.retrieve(sessionId);
    await world.stripe.subscriptions.cancel(typeof subscription === "string" ? subscription : "");
    expect(await start({ userId })).toMatchObject({ kind: "checkout" });
  });

  test("while the provider is down, our mirror counts: no second one then either", async () => {
    const { userId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId });
    await pay(world, sessionId);
    await fulfillSession(sessionId);
    const down = async () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));
    const STRIPE = { ...world.ctx.commerce.STRIPE, readSubscription: down };
    const result = await startCheckout({ ...world.ctx, commerce: { STRIPE } }, { userId, sku: monthly, quantity: 1 });
    expect(result).toMatchObject({ kind: "existing_subscription" });
  });
});

describe("buying a one-time offer again is lawful", () => {
  test("after the first purchase arrived, whether its license came by webhook or by the return page", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const first = await sessionOf({ userId, sku: perpetual });
    await pay(world, first);
    await fulfillSession(first);
    const second = await sessionOf({ userId, sku: perpetual });
    await pay(world, second);
    await watchPurchase(world.watching, { userId, sessionId: second });
    const third = await sessionOf({ userId, sku: perpetual });
    expect(new Set([first, second, third]).size).toBe(3);
    expect(await world.ctx.db.order.count({ where: { customerId } })).toBe(2);
  });

  test("a second click on a payment that has not arrived yet shows that payment; the next one buys again", async () => {
    const { userId } = await givenBuyer(world);
    const sessionId = await sessionOf({ userId, sku: perpetual });
    await pay(world, sessionId);
    expect(await start({ userId, sku: perpetual })).toEqual({ kind: "already_paid", sessionId });
    expect(await start({ userId, sku: perpetual })).toMatchObject({ kind: "checkout" });
  });
});

describe("a trial", () => {
  const trialDaysOf = async (sessionId: string) => {
    const { subscription } = await world.stripe.checkout.sessions.retrieve(sessionId, { expand: ["subscription"] });
    return typeof subscription === "object" && subscription?.trial_end ? subscription.status : "no trial";
  };

  test("is given once for a product, whichever of its offers is bought and however it ended", async () => {
    const { db } = world.ctx;
    const { trialDays } = await db.offer.findUniqueOrThrow({ where: { sku: monthly } });
    await db.offer.updateMany({ where: { sku: { in: [monthly, yearly] } }, data: { trialDays: 14 } });
    const { userId } = await givenBuyer(world);
    const first = await sessionOf({ userId });
    await pay(world, first);
    expect(await trialDaysOf(first)).toBe("trialing");
    const subscriptionId = await fulfillSession(first);
    await world.stripe.subscriptions.cancel(subscriptionId);
    const again = await sessionOf({ userId, sku: yearly });
    await pay(world, again);
    expect(await trialDaysOf(again)).toBe("no trial");
    await db.offer.updateMany({ where: { sku: { in: [monthly, yearly] } }, data: { trialDays } });
  });
});
