import { afterAll, describe, expect, test } from "vitest";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { AdapterError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { startCheckout } from "./start-checkout";
import { givenBuyer, monthly, openSessions, startWorld, type World } from "./testing/start-world";

const world = await startWorld();
afterAll(() => world.stop());

/** What the end of the process looks like from inside the deed. */
class Crash extends Error {}

type Interruption = (call: () => Promise<unknown>) => Promise<never>;
const before: Interruption = () => Promise.reject(new Crash());
const after: Interruption = async (call) => {
  await call();
  throw new Crash();
};
const failing =
  (retryable: boolean): Interruption =>
  () =>
    Promise.reject(new AdapterError("stripe", "refused", { retryable }));
const answerLost: Interruption = async (call) => {
  await call();
  throw new AdapterError("stripe", "the answer was lost", { retryable: true });
};

/** The same context whose `name` goes wrong the first time it is called. */
function interrupted(name: keyof CommercePort | keyof LicensingPort, interruption: Interruption): World["ctx"] {
  let done = false;
  const trap = <P extends object>(port: P): P =>
    new Proxy(port, {
      get: (target, key, receiver) => {
        const real: unknown = Reflect.get(target, key, receiver);
        if (key !== name || typeof real !== "function") return real;
        return (...input: unknown[]) => {
          const call = () => Promise.resolve(Reflect.apply(real, target, input));
          if (done) return call();
          done = true;
          return interruption(call);
        };
      },
    });
  const { ctx } = world;
  return { ...ctx, licensing: trap(ctx.licensing), commerce: { STRIPE: trap(ctx.commerce.STRIPE) } };
}

const order = (userId: string, quantity = 1) => ({ userId, sku: monthly, quantity });

async function expectOneOfEverything(customerId: string): Promise<void> {
  const { db } = world.ctx;
  const customer = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: { providerCustomers: true },
  });
  expect(await db.licensee.findMany({ where: { externalReference: customerId } })).toMatchObject([
    { id: customer.licenseeId },
  ]);
  expect(customer.providerCustomers).toHaveLength(1);
  const customers = await world.stripe.customers.list({ limit: 100 });
  expect(customers.data.filter((one) => one.metadata.usherCustomerId === customerId)).toHaveLength(1);
  const open = await openSessions(world, customerId);
  const intents = await db.purchaseIntent.findMany({ where: { customerId, status: "OPEN" } });
  expect(open.map((session) => session.id)).toEqual(intents.map((intent) => intent.checkoutSessionId));
  expect(open).toHaveLength(1);
}

describe("a process that dies on the way to the checkout loses nothing and doubles nothing", () => {
  test.each([
    ["before the licensee is made", "setupLicensee", before],
    ["after the licensee is made", "setupLicensee", after],
    ["before the provider's customer is made", "createCustomer", before],
    ["after the provider's customer is made", "createCustomer", after],
    ["before the natural id is set", "updateLicensee", before],
    ["after the natural id is set", "updateLicensee", after],
    ["before the session is opened", "openCheckout", before],
    ["after the session is opened, before it is stored", "openCheckout", after],
  ] as const)("%s", async (_, name, interruption) => {
    const { userId, customerId } = await givenBuyer(world);
    await expect(startCheckout(interrupted(name, interruption), order(userId))).rejects.toThrow(Crash);
    expect(await startCheckout(world.ctx, order(userId))).toMatchObject({ kind: "checkout" });
    await expectOneOfEverything(customerId);
  });

  test.each([
    ["before the old session is closed", "expireCheckout", before],
    ["after the old session is closed, before its slot is free", "expireCheckout", after],
    ["after that, before the new session is opened", "openCheckout", before],
    ["after the new session is opened, before it is stored", "openCheckout", after],
  ] as const)("while changing the quantity: %s", async (_, name, interruption) => {
    const { userId, customerId } = await givenBuyer(world);
    await startCheckout(world.ctx, order(userId));
    await expect(startCheckout(interrupted(name, interruption), order(userId, 2))).rejects.toThrow(Crash);
    expect(await startCheckout(world.ctx, order(userId, 2))).toMatchObject({ kind: "checkout" });
    await expectOneOfEverything(customerId);
  });
});

describe("a provider that fails leaves the customer with an answer, and the next click works", () => {
  test.each([
    ["down when the session is opened", "openCheckout", failing(true)],
    ["refusing the session", "openCheckout", failing(false)],
    ["down when its customer is made", "createCustomer", failing(true)],
    ["down when an old session is closed", "expireCheckout", failing(true)],
  ] as const)("%s", async (_, name, interruption) => {
    const { userId, customerId } = await givenBuyer(world);
    if (name === "expireCheckout") await startCheckout(world.ctx, order(userId, 5));
    const result = await startCheckout(interrupted(name, interruption), order(userId));
    expect(result).toEqual({ kind: "provider_unavailable" });
    expect(await startCheckout(world.ctx, order(userId))).toMatchObject({ kind: "checkout" });
    await expectOneOfEverything(customerId);
  });

  test("an answer that was lost leaves a session whose address nobody has: at most one can ever be paid", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const lost = await startCheckout(interrupted("openCheckout", answerLost), order(userId));
    expect(lost).toEqual({ kind: "provider_unavailable" });
    const result = await startCheckout(world.ctx, order(userId));
    const intents = await world.ctx.db.purchaseIntent.findMany({ where: { customerId } });
    const known = intents.flatMap((intent) => intent.checkoutUrl ?? []);
    expect(result).toEqual({ kind: "checkout", url: known[0] });
    expect(known).toHaveLength(1);
  });

  test("a second click while the first one's call is failing ends in an answer too", async () => {
    const { userId, customerId } = await givenBuyer(world);
    const flaky = interrupted("openCheckout", failing(true));
    const results = await Promise.all([startCheckout(flaky, order(userId)), startCheckout(flaky, order(userId))]);
    expect(results.map((result) => result.kind)).toContain("checkout");
    await expectOneOfEverything(customerId);
  });
});
