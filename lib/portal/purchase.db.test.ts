import { afterAll, describe, expect, test } from "vitest";
import { orderSubject } from "@/lib/test-shop";
import { fulfill } from "@/lib/fulfillment/fulfill";
import { addDays } from "@/lib/kernel/add-days";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { givenBuyer, monthly, perpetual, startWorld, withKey } from "@/lib/onboarding/testing/start-world";
import { cancelPurchase } from "./cancel-purchase";
import { findPurchase } from "./find-purchase";
import { listPurchases } from "./list-purchases";
import { previewPurchaseChange } from "./preview-purchase-change";
import { resumePurchase } from "./resume-purchase";
import {
  buy,
  changingContext,
  givenSubscription,
  useCard,
  type Buyer,
  type ChangingContext,
} from "./testing/given-purchase";

const world = await startWorld();
afterAll(() => world.stop());
const ctx = changingContext(world);

const look = (asked: { userId: string; subscriptionId: string }) => findPurchase(ctx, asked);

describe("purchases in plain words", () => {
  test("subscriptions and orders together, newest first, with what they cost and what happens next", async () => {
    const buyer = await givenBuyer(world);
    const subscription = await buy(world, buyer, monthly, 3);
    const order = await buy(world, buyer, perpetual, 2);
    await ctx.db.subscription.updateMany({
      where: { providerSubscriptionId: subscription },
      data: { startedAt: new Date("2026-01-01") },
    });
    const { purchases } = await listPurchases(ctx, buyer);
    expect(purchases).toMatchObject([
      {
        kind: "order",
        reference: order,
        status: "paid",
        total: { amountMinor: 15_800, currency: "USD" },
        lines: [{ sku: perpetual, offerName: "Perpetual", productName: "Atlas Diagrams", quantity: 2 }],
      },
      {
        kind: "subscription",
        reference: subscription,
        status: "active",
        renewsOn: expect.any(Date),
        endsOn: null,
        total: { amountMinor: 3600, currency: "USD" },
        lines: [{ sku: monthly, quantity: 3 }],
      },
    ]);
  });

  test("pages of 20 hold every purchase once", async () => {
    const buyer = await givenBuyer(world);
    const order = {
      provider: "STRIPE",
      customerId: buyer.customerId,
      status: "paid",
      currency: "USD",
      totalMinor: 1,
    } as const;
    const at = new Date("2026-01-01");
    await ctx.db.order.createMany({
      data: Array.from({ length: 45 }, () => ({
        ...order,
        id: newId(),
        providerOrderId: newId(),
        placedAt: at,
        readAt: at,
      })),
    });
    const pages = [1, 2, 3].map((page) => listPurchases(ctx, { ...buyer, page }));
    const seen = (await Promise.all(pages)).map(({ purchases, nextPage }) => [purchases.length, nextPage]);
    expect(seen).toEqual([
      [20, 2],
      [20, 3],
      [5, null],
    ]);
    const ids = (await Promise.all(pages)).flatMap(({ purchases }) => purchases.map(({ id }) => id));
    expect(new Set(ids).size).toBe(45);
  });
});

describe("a cancellation", () => {
  test("ends the license with the period, can be taken back, and is true here at once", async () => {
    const buyer = await givenSubscription(world, withKey, 2);
    for (const again of [1, 2]) {
      expect(await cancelPurchase(ctx, buyer), `time ${again}`).toEqual({ kind: "done", licenseFollows: false });
    }
    const canceled = await look(buyer);
    expect(canceled).toMatchObject({ purchase: { status: "ending" }, obstacle: "canceled", nextInvoice: null });
    expect(canceled.licenses).toMatchObject([{ state: "valid", term: { kind: "ends", on: canceled.purchase.endsOn } }]);
    for (const again of [1, 2]) {
      expect(await resumePurchase(ctx, buyer), `time ${again}`).toEqual({ kind: "done", licenseFollows: false });
    }
    expect(await look(buyer)).toMatchObject({
      purchase: { status: "active", endsOn: null },
      obstacle: null,
      nextInvoice: { amountMinor: 5800, currency: "USD" },
      licenses: [{ state: "valid", seats: 2, term: { kind: "renews" } }],
    });
    const audit = await ctx.db.auditEntry.findMany({
      where: { entityId: buyer.reference, action: { startsWith: "subscription." } },
      orderBy: { at: "asc" },
    });
    expect(audit.map(({ action }) => action)).toEqual(["subscription.cancel_requested", "subscription.keep_requested"]);
  });

  test("of what has ended meanwhile says that it has, and so does the page", async () => {
    const buyer = await givenSubscription(world, monthly);
    await world.stripe.subscriptions.cancel(buyer.reference);
    expect(await resumePurchase(ctx, buyer)).toEqual({ kind: "ended" });
    expect(await look(buyer)).toMatchObject({
      purchase: { status: "ended" },
      obstacle: "ended",
      isStale: false,
      licenses: [{ state: "revoked" }],
    });
  });

  test("of two tabs, one canceling and one keeping, both are done in turn and the page says what is", async () => {
    const buyer = await givenSubscription(world, monthly);
    await Promise.all([cancelPurchase(ctx, buyer), resumePurchase(ctx, buyer)]);
    const { cancel_at_period_end: isEnding } = await world.stripe.subscriptions.retrieve(buyer.reference);
    expect((await look(buyer)).purchase.status).toBe(isEnding ? "ending" : "active");
  });
});

describe("looking at a purchase", () => {
  const later = (minutes: number): ChangingContext => ({ ...ctx, now: () => new Date(Date.now() + minutes * 60_000) });

  test("makes it true when no webhook has come", async () => {
    const buyer = await givenSubscription(world, monthly);
    await useCard(world, buyer.reference, "pm_card_chargeCustomerFail");
    await world.control(`subscriptions/${buyer.reference}/advance`);
    const seen = await findPurchase(later(1), buyer);
    const row = await ctx.db.subscription.findUniqueOrThrow({ where: { id: buyer.subscriptionId } });
    expect(seen).toMatchObject({ purchase: { status: "payment_due" }, obstacle: "payment_due", nextInvoice: null });
    expect(seen.graceUntil).toEqual(row.pastDueSince && addDays(row.pastDueSince, 14));
    expect(await previewPurchaseChange(ctx, { ...buyer, seats: "2" })).toMatchObject({
      outlook: { kind: "not_changeable", obstacle: "payment_due" },
    });
  });

  test("while the provider is down shows the last copy, and says so", async () => {
    const buyer = await givenSubscription(world, monthly);
    const down = () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));
    const readSubscription = down;
    const commerce = { STRIPE: { ...ctx.commerce.STRIPE, readSubscription, readNextInvoice: down } };
    const broken = { ...later(1), commerce };
    const fulfillBroken = { ...broken, fulfill: (input: Parameters<typeof fulfill>[1]) => fulfill(broken, input) };
    expect(await findPurchase(fulfillBroken, buyer)).toMatchObject({
      purchase: { status: "active" },
      isStale: true,
      nextInvoice: null,
      licenses: [{ state: "valid" }],
    });
  });
});

describe("orders tell what became of them", () => {
  async function payment(reference: string): Promise<string> {
    const order = await ctx.commerce.STRIPE.readOrder(reference, AbortSignal.timeout(5000));
    return order?.paymentId ?? "";
  }
  async function onlyOrder(buyer: Buyer, reference: string, payments: string[] = []) {
    await fulfill(ctx, { subject: orderSubject(reference), cause: "test", payments });
    return (await listPurchases(ctx, buyer)).purchases[0];
  }

  test("that money went back, a part or all of it, and that a refund failed", async () => {
    const buyer = await givenBuyer(world);
    const reference = await buy(world, buyer, perpetual, 2);
    const payment_intent = await payment(reference);
    expect(await onlyOrder(buyer, reference)).toMatchObject({ status: "paid", refunded: null, lines: [{ seats: 2 }] });
    await world.stripe.refunds.create({ payment_intent, amount: 5000 });
    expect(await onlyOrder(buyer, reference, [payment_intent])).toMatchObject({
      status: "partly_refunded",
      refunded: { amountMinor: 5000, currency: "USD" },
    });
    await world.stripe.refunds.create({ payment_intent });
    expect(await onlyOrder(buyer, reference)).toMatchObject({
      status: "refunded",
      refunded: { amountMinor: 15_800, currency: "USD" },
    });
  });

  test("that the bank asks for the money back, and that it took it", async () => {
    const buyer = await givenBuyer(world);
    const reference = await buy(world, buyer, perpetual);
    const payment_intent = await payment(reference);
    const { latest_charge: charge } = await world.stripe.paymentIntents.retrieve(payment_intent);
    await world.control(`charges/${String(charge)}/dispute`);
    expect(await onlyOrder(buyer, reference, [payment_intent])).toMatchObject({ status: "disputed" });
    const { data } = await world.stripe.disputes.list({ payment_intent });
    await world.control(`disputes/${data[0]?.id}/lose`);
    expect(await onlyOrder(buyer, reference)).toMatchObject({ status: "charged_back" });
  });

  test("until when a license for a term is valid", async () => {
    const buyer = await givenBuyer(world);
    const where = { sku: perpetual };
    await ctx.db.offer.update({ where, data: { kind: "FIXED_TERM", termDays: 30 } });
    const reference = await buy(world, buyer, perpetual);
    await ctx.db.offer.update({ where, data: { kind: "PERPETUAL", termDays: null } });
    const order = await onlyOrder(buyer, reference);
    expect(order).toMatchObject({ status: "paid", endsOn: expect.any(Date) });
    expect(order?.endsOn?.getTime()).toBeGreaterThan(addDays(new Date(), 29).getTime());
    const over = { ...ctx, now: () => addDays(new Date(), 31) };
    expect((await listPurchases(over, buyer)).purchases[0]).toMatchObject({ status: "ended" });
  });
});
