import { afterAll, describe, expect, test } from "vitest";
import { limitRate } from "@/lib/db/limit-rate";
import { openBilling } from "@/lib/portal/open-billing";
import { checkoutLimits, watchLimits } from "./checkout-limits";
import { restartCheckout } from "./restart-checkout";
import { startCheckout } from "./start-checkout";
import { givenBuyer, monthly, sessionAt, startWorld } from "./testing/start-world";
import { watchPurchase } from "./watch-purchase";

const world = await startWorld();
afterAll(() => world.stop());

async function givenOpenCheckout() {
  const buyer = await givenBuyer(world);
  const result = await startCheckout(world.ctx, { ...buyer, sku: monthly, quantity: 1 });
  if (result.kind !== "checkout") throw new Error(`Expected a checkout, got ${result.kind}`);
  const sessionId = await sessionAt(world, result.url);
  const intent = await world.ctx.db.purchaseIntent.findFirstOrThrow({ where: { checkoutSessionId: sessionId } });
  return { ...buyer, sessionId, intentId: intent.id };
}

async function useUp(userId: string, limits: typeof checkoutLimits): Promise<void> {
  const [rule] = limits;
  for (let n = 0; n < (rule?.points ?? 0); n += 1) await limitRate(world.ctx, userId, limits);
}

describe("one user can't use up what everybody may ask of the provider", () => {
  test("closing checkouts counts like opening them", async () => {
    const buyer = await givenOpenCheckout();
    await useUp(buyer.userId, checkoutLimits);
    expect(await restartCheckout(world.ctx, buyer)).toMatchObject({ kind: "limited" });
    expect(await startCheckout(world.ctx, { ...buyer, sku: monthly, quantity: 1 })).toMatchObject({ kind: "limited" });
  });

  test("who looks at a purchase too often still sees it, and the provider is not asked", async () => {
    const buyer = await givenOpenCheckout();
    await useUp(buyer.userId, watchLimits);
    const asked: string[] = [];
    const readCheckout = async (sessionId: string) => {
      asked.push(sessionId);
      return null;
    };
    const watching = { ...world.watching, commerce: { STRIPE: { readCheckout } } };
    expect((await watchPurchase(watching, buyer)).state).toBe("waiting_for_payment");
    expect(asked).toEqual([]);
  });

  test("the billing portal is opened at most 30 times a minute", async () => {
    const buyer = await givenOpenCheckout();
    const openBillingPortal = () => Promise.resolve({ url: "https://billing.example" });
    const ctx = { ...world.ctx, commerce: { STRIPE: { openBillingPortal } } };
    for (let n = 0; n < 30; n += 1) expect((await openBilling(ctx, buyer)).kind).toBe("portal");
    expect(await openBilling(ctx, buyer)).toMatchObject({ kind: "limited" });
  });
});
