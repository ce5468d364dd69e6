import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { restartCheckout } from "./restart-checkout";
import { startCheckout } from "./start-checkout";
import { givenBuyer, monthly, openSessions, pay, perpetual, startWorld, yearly } from "./testing/start-world";
import { watchPurchase } from "./watch-purchase";

const world = await startWorld();
afterAll(() => world.stop());

type Buyer = { userId: string; customerId: string };
type Click = { sku: string; quantity: number };
type Step = { kind: keyof typeof deeds; clicks: Click[]; which: number };

/** What a buyer, their other tabs and the provider may do, each by itself or at once. */
const deeds = {
  click: async (buyer: Buyer, { clicks }: Step) => {
    await Promise.all(clicks.map((order) => startCheckout(world.ctx, { ...buyer, ...order })));
  },
  pay: async (buyer: Buyer, { which }: Step) => {
    const open = await openSessions(world, buyer.customerId);
    const session = open[which % Math.max(open.length, 1)];
    // A click at the same time may have closed it first.
    if (session) await pay(world, session.id).catch(expectClosed);
  },
  payWhileClicking: async (buyer: Buyer, now: Step): Promise<void> => {
    await Promise.all([deeds.pay(buyer, now), deeds.click(buyer, now)]);
  },
  comeBack: async (buyer: Buyer) => {
    const intents = await world.ctx.db.purchaseIntent.findMany({ where: { customerId: buyer.customerId } });
    const sessions = intents.flatMap((intent) => intent.checkoutSessionId ?? []);
    for (const sessionId of sessions) await watchPurchase(world.watching, { ...buyer, sessionId });
  },
  cancel: async (buyer: Buyer) => {
    for (const subscription of await living(buyer)) await world.stripe.subscriptions.cancel(subscription.id);
  },
  expire: async (buyer: Buyer, { which }: Step) => {
    const open = await openSessions(world, buyer.customerId);
    const session = open[which % Math.max(open.length, 1)];
    if (session) await world.stripe.checkout.sessions.expire(session.id);
  },
  startOver: async (buyer: Buyer) => {
    const where = { customerId: buyer.customerId, status: "OPEN" } as const;
    const open = await world.ctx.db.purchaseIntent.findMany({ where });
    for (const intent of open) await restartCheckout(world.ctx, { ...buyer, intentId: intent.id });
  },
};

const kinds = ["click", "pay", "payWhileClicking", "comeBack", "cancel", "expire", "startOver"] as const;
const step: fc.Arbitrary<Step> = fc.record({
  // Clicking and paying are what makes trouble.
  kind: fc.constantFrom("click", "click", "pay", "payWhileClicking", ...kinds),
  clicks: fc.array(
    fc.record({ sku: fc.constantFrom(monthly, yearly, perpetual), quantity: fc.integer({ min: 1, max: 2 }) }),
    { minLength: 1, maxLength: 4 },
  ),
  which: fc.nat(9),
});

function expectClosed(error: unknown): void {
  expect(String(error)).toMatch(/expired|no longer|status/i);
}

async function living(buyer: Buyer) {
  const row = await world.ctx.db.providerCustomer.findFirst({ where: { customerId: buyer.customerId } });
  const customer = row?.providerCustomerId;
  return customer ? (await world.stripe.subscriptions.list({ customer })).data : [];
}

test("whatever is clicked, paid, canceled or left, in any order and at once: never two subscriptions of a product, never two ways to pay", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const buyer = await givenBuyer(world);
      for (const now of steps) {
        await deeds[now.kind](buyer, now);
        const subscriptions = await living(buyer);
        const open = await openSessions(world, buyer.customerId);
        const toSubscribe = open.filter((session) => session.mode === "subscription");
        expect(subscriptions.length + toSubscribe.length).toBeLessThanOrEqual(1);
        expect(open.length - toSubscribe.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 25 },
  );
}, 180_000);
