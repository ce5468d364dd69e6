import { afterAll, describe, expect, test } from "vitest";
import { NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { restartCheckout } from "./restart-checkout";
import { startCheckout } from "./start-checkout";
import {
  givenBuyer,
  givenMember,
  givenUser,
  monthly,
  openSessions,
  perpetual,
  sessionAt,
  startWorld,
  yearly,
} from "./testing/start-world";

const world = await startWorld();
afterAll(() => world.stop());

const start = (order: { userId: string; sku?: string; quantity?: number; customerId?: string }) =>
  startCheckout(world.ctx, { sku: monthly, quantity: 1, ...order });

async function urlOf(order: Parameters<typeof start>[0]): Promise<string> {
  const result = await start(order);
  if (result.kind !== "checkout") throw new Error(`Expected a checkout, got ${result.kind}`);
  return result.url;
}

const intentsOf = (customerId: string) => world.ctx.db.purchaseIntent.findMany({ where: { customerId } });

describe("one checkout, however it is asked for", () => {
  test("20 clicks at once, from any number of tabs, open one session and one intent", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const results = await Promise.all(Array.from({ length: 20 }, () => start({ userId })));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ kind: "checkout" });
    expect(await openSessions(world, customerId)).toHaveLength(1);
    expect(await intentsOf(customerId)).toHaveLength(1);
    expect(await world.ctx.db.licensee.count({ where: { externalReference: customerId } })).toBe(1);
  });

  test("a second click later leads to the same session", async () => {
    const { userId } = await givenBuyer(world);
    expect(await urlOf({ userId })).toBe(await urlOf({ userId }));
  });

  test("the session carries the licensee, the customer's provider account and the way back", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const sessionId = await sessionAt(world, await urlOf({ userId, quantity: 3 }));
    const session = await world.stripe.checkout.sessions.retrieve(sessionId, { expand: ["line_items"] });
    const customer = await world.ctx.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(session.client_reference_id).toBe(customer.licenseeId);
    expect(session.success_url).toBe("http://app.test/start/return?session_id={CHECKOUT_SESSION_ID}");
    expect(session.cancel_url).toBe(`http://app.test/start?offer=${monthly}&quantity=3&canceled=1`);
    expect(session.line_items?.data).toMatchObject([{ quantity: 3 }]);
    const licensee = await world.ctx.licensing.findLicensee({ externalReference: customerId });
    expect(licensee).toMatchObject({ id: customer.licenseeId, naturalId: session.customer });
  });

  test("the start of a checkout is in the audit with who and what", async () => {
    const { userId, customerId } = await givenBuyer(world);
    await urlOf({ userId, quantity: 2 });
    const entries = await world.ctx.db.auditEntry.findMany({ where: { customerId, action: "checkout.started" } });
    expect(entries).toMatchObject([{ actor: `user:${userId}`, after: { sku: monthly, quantity: 2 } }]);
  });
});

describe("a change of mind closes the old checkout before the new one opens", () => {
  test.each([
    ["another quantity", { quantity: 5 }],
    ["another interval of the same product", { sku: yearly }],
  ])("%s", async (_, change) => {
    const { userId, customerId } = await givenBuyer(world);
    const old = await sessionAt(world, await urlOf({ userId }));
    const next = await sessionAt(world, await urlOf({ userId, ...change }));
    expect(next).not.toBe(old);
    expect((await world.stripe.checkout.sessions.retrieve(old)).status).toBe("expired");
    expect((await openSessions(world, customerId)).map((session) => session.id)).toEqual([next]);
  });

  test("another product has a checkout of its own", async () => {
    const { userId, customerId } = await givenBuyer(world);
    await urlOf({ userId });
    await urlOf({ userId, sku: perpetual });
    expect(await openSessions(world, customerId)).toHaveLength(2);
  });

  test("two tabs that ask for different things at once leave exactly one session that can be paid", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const orders = Array.from({ length: 12 }, (_, index) => ({ userId, quantity: (index % 3) + 1 }));
    const results = await Promise.all(orders.map(start));
    expect(new Set(results.map((result) => result.kind))).toEqual(new Set(["checkout"]));
    const open = await openSessions(world, customerId);
    const intents = (await intentsOf(customerId)).filter((intent) => intent.status === "OPEN");
    expect(open.map((session) => session.id)).toEqual(intents.map((intent) => intent.checkoutSessionId));
    expect(open).toHaveLength(1);
  });

  test("a session that ran out or that the provider forgot is replaced", async () => {
    const { userId } = await givenBuyer(world);
    const first = await urlOf({ userId });
    await world.stripe.checkout.sessions.expire(await sessionAt(world, first));
    const second = await urlOf({ userId });
    expect(second).not.toBe(first);
    await world.ctx.db.purchaseIntent.updateMany({
      where: { checkoutUrl: second },
      data: { checkoutSessionId: `cs_test_${newId()}` },
    });
    const third = await urlOf({ userId });
    expect(third).not.toBe(second);
    await world.ctx.db.purchaseIntent.updateMany({
      where: { checkoutUrl: third },
      data: { checkoutSessionId: `cs_test_${newId()}` },
    });
    expect(await urlOf({ userId, quantity: 2 })).not.toBe(third);
  });
});

describe("who may start a checkout", () => {
  test.each([
    ["OWNER", true],
    ["ADMIN", true],
    ["MEMBER", false],
  ] as const)("%s: %s", async (role, may) => {
    const { customerId } = await givenBuyer(world);
    const userId = await givenMember(world, customerId, role);
    const started = start({ userId, customerId });
    if (may) await expect(started).resolves.toMatchObject({ kind: "checkout" });
    else await expect(started).rejects.toThrow(NotFoundError);
  });

  test.each([
    ["a foreign customer", async () => (await givenBuyer(world)).customerId],
    ["an unknown id", async () => newId()],
    ["what is no id", async () => "' OR true --"],
  ])("%s is not found", async (_, customerId) => {
    const { userId } = await givenBuyer(world);
    await expect(start({ userId, customerId: await customerId() })).rejects.toThrow(NotFoundError);
  });

  test("who has not said who they are, or for whom of several, is asked, and nothing is opened", async () => {
    const stranger = await givenUser(world);
    expect(await start({ userId: stranger })).toMatchObject({
      kind: "invalid",
      fields: { customer: expect.any(String) },
    });
    const { userId } = await givenBuyer(world);
    const { customerId } = await givenBuyer(world);
    await world.ctx.db.membership.create({ data: { id: newId(), userId, customerId, role: "ADMIN" } });
    expect(await start({ userId })).toMatchObject({ kind: "invalid", fields: { customer: expect.any(String) } });
    expect(await intentsOf(customerId)).toHaveLength(0);
  });

  test.each([
    ["a quantity of nothing", { quantity: 0 }, "quantity"],
    ["more than is sold", { quantity: 501 }, "quantity"],
    ["half a seat", { quantity: 1.5 }, "quantity"],
    ["an offer that does not exist", { sku: "NO-SUCH-OFFER" }, "sku"],
  ])("%s is refused by field", async (_, bad, field) => {
    const { userId } = await givenBuyer(world);
    const result = await start({ userId, ...bad });
    expect(result.kind === "invalid" && Object.keys(result.fields)).toEqual([field]);
  });

  test("after 30 starts in a minute the next ones wait, and so does who would close one", async () => {
    const { userId, customerId } = await givenBuyer(world);
    for (let count = 0; count < 30; count += 1) await start({ userId });
    expect(await start({ userId })).toMatchObject({ kind: "limited" });
    const [intent] = await intentsOf(customerId);
    expect(await restartCheckout(world.ctx, { userId, intentId: intent?.id ?? "" })).toMatchObject({ kind: "limited" });
  });
});
