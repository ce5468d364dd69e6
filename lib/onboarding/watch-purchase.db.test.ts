import { afterAll, describe, expect, test } from "vitest";
import { limitRate } from "@/lib/db/limit-rate";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { watchLimits } from "./checkout-limits";
import { startCheckout } from "./start-checkout";
import {
  givenBuyer,
  givenMember,
  givenUser,
  monthly,
  pay,
  perpetual,
  sessionAt,
  startWorld,
  withKey,
} from "./testing/start-world";
import { watchPurchase } from "./watch-purchase";

const world = await startWorld();
afterAll(() => world.stop());

async function givenCheckout(sku = monthly, quantity = 1) {
  const buyer = await givenBuyer(world);
  const result = await startCheckout(world.ctx, { ...buyer, sku, quantity });
  if (result.kind !== "checkout") throw new Error(`Expected a checkout, got ${result.kind}`);
  return { ...buyer, sessionId: await sessionAt(world, result.url) };
}

const nobody = { state: "not_found", licenses: [], purchase: null };

describe("the return page finishes a purchase by itself: no webhook is ever delivered here", () => {
  test.each([
    ["a subscription for signed-in use", monthly, 5, null],
    ["a subscription with a key", withKey, 2, expect.any(String)],
    ["a one-time purchase", perpetual, 1, expect.any(String)],
  ] as const)("%s ends with its license", async (_, sku, quantity, keyHint) => {
    const { userId, customerId, sessionId } = await givenCheckout(sku, quantity);
    expect(await watchPurchase(world.watching, { userId, sessionId })).toMatchObject({
      state: "waiting_for_payment",
      purchase: { sku, quantity, reference: null },
    });
    await pay(world, sessionId);
    const watched = await watchPurchase(world.watching, { userId, sessionId });
    expect(watched).toMatchObject({
      state: "ready",
      licenses: [{ qty: quantity, state: "valid", keyHint, references: { productReference: sku } }],
      purchase: { customerId, sku, quantity, reference: expect.any(String) },
    });
    expect(await watchPurchase(world.watching, { userId, sessionId })).toEqual(watched);
  });

  test("10 pages watching at once make one license", async () => {
    const { userId, customerId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const watching = Array.from({ length: 10 }, () => watchPurchase(world.watching, { userId, sessionId }));
    expect((await Promise.all(watching)).map(({ state }) => state)).toEqual(Array(10).fill("ready"));
    expect(await world.ctx.db.grant.count({ where: { customerId } })).toBe(1);
  });

  test("once the license is there, it is shown without asking the provider again", async () => {
    const { userId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    await watchPurchase(world.watching, { userId, sessionId });
    const never = () => Promise.reject(new Error("The provider was asked"));
    const watching = { ...world.watching, commerce: { STRIPE: { readCheckout: never } }, fulfill: never };
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state: "ready" });
  });

  test("who looks too often still sees it, and the provider is not asked", async () => {
    const { userId, sessionId } = await givenCheckout();
    for (let count = 0; count < (watchLimits[0]?.points ?? 0); count += 1) {
      await limitRate(world.ctx, userId, watchLimits);
    }
    const asked: string[] = [];
    const readCheckout = async (id: string) => {
      asked.push(id);
      return null;
    };
    const watching = { ...world.watching, commerce: { STRIPE: { readCheckout } } };
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state: "waiting_for_payment" });
    expect(asked).toEqual([]);
  });

  test("a checkout that was closed and never paid has failed", async () => {
    const { userId, sessionId } = await givenCheckout();
    await world.stripe.checkout.sessions.expire(sessionId);
    expect(await watchPurchase(world.watching, { userId, sessionId })).toMatchObject({ state: "failed" });
  });
});

describe("when something is down or doubtful the page says so and loses nothing", () => {
  test.each([
    ["retry", "issuing"],
    ["parked", "parked"],
  ] as const)("fulfillment that ends in %s: %s", async (kind, state) => {
    const { userId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const watching = { ...world.watching, fulfill: async () => ({ kind, reason: "because" }) };
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state, licenses: [] });
    expect(await watchPurchase(world.watching, { userId, sessionId })).toMatchObject({ state: "ready" });
  });

  test("a purchase that begins only once the money has come: waiting, then ready", async () => {
    const { userId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const paid = await world.watching.commerce.STRIPE.readCheckout(sessionId);
    const readCheckout = () => Promise.resolve(paid && { ...paid, subject: null });
    const watching = { ...world.watching, commerce: { STRIPE: { readCheckout } } };
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state: "issuing" });
    if (!paid?.subject) throw new Error("It was not paid");
    await world.watching.fulfill({ subject: paid.subject, cause: "test", actor: { kind: "system", name: "worker" } });
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state: "ready" });
  });

  test("a provider that does not answer: waiting, then ready", async () => {
    const { userId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const down = () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));
    const watching = { ...world.watching, commerce: { STRIPE: { readCheckout: down } } };
    expect(await watchPurchase(watching, { userId, sessionId })).toMatchObject({ state: "waiting_for_payment" });
    expect(await watchPurchase(world.watching, { userId, sessionId })).toMatchObject({ state: "ready" });
  });
});

describe("a session id is no login", () => {
  test("another user, a plain member and an unknown session see nothing, and nothing is fulfilled for them", async () => {
    const { customerId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const stranger = await givenUser(world);
    const other = await givenBuyer(world);
    const member = await givenMember(world, customerId, "MEMBER");
    for (const userId of [stranger, other.userId, member]) {
      expect(await watchPurchase(world.watching, { userId, sessionId })).toEqual(nobody);
    }
    expect(await watchPurchase(world.watching, { userId: other.userId, sessionId: `cs_${newId()}` })).toEqual(nobody);
    expect(await world.ctx.db.grant.count({ where: { customerId } })).toBe(0);
  });

  test("an admin of the same customer sees it", async () => {
    const { customerId, sessionId } = await givenCheckout();
    await pay(world, sessionId);
    const userId = await givenMember(world, customerId, "ADMIN");
    expect(await watchPurchase(world.watching, { userId, sessionId })).toMatchObject({ state: "ready" });
  });
});
