import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderSubject } from "@/lib/test-shop";
import { fulfill } from "@/lib/fulfillment/fulfill";
import { addDays } from "@/lib/kernel/add-days";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import {
  givenBuyer,
  givenMember,
  givenUser,
  monthly,
  perpetual,
  startWorld,
  withKey,
} from "@/lib/onboarding/testing/start-world";
import { cancelPurchase } from "./cancel-purchase";
import { changePurchase } from "./change-purchase";
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
  type Subscribed,
} from "./testing/given-purchase";
import { updatePaymentMethod } from "./update-payment-method";

const world = await startWorld();
afterAll(() => world.stop());
const ctx = changingContext(world);

const look = (asked: { userId: string; subscriptionId: string }) => findPurchase(ctx, asked);

describe("only owners and admins see and change a purchase", () => {
  const deeds = {
    findPurchase: look,
    previewPurchaseChange: (asked: Subscribed) => previewPurchaseChange(ctx, asked),
    changePurchase: async (asked: Subscribed) => {
      const item = await ctx.db.subscriptionItem.findFirst({ where: { subscriptionId: owned.subscriptionId } });
      const seen = { providerPriceId: "", quantity: 1 };
      const wanted = { plan: monthly, seats: "2", seen, seenDueMinor: 0, pricedAt: new Date(), attemptId: newId() };
      return changePurchase(ctx, { ...asked, itemId: item?.id ?? newId(), ...wanted });
    },
    cancelPurchase: (asked: Subscribed) => cancelPurchase(ctx, asked),
    resumePurchase: (asked: Subscribed) => resumePurchase(ctx, asked),
    updatePaymentMethod: (asked: Subscribed) => updatePaymentMethod(ctx, { ...asked, returnTo: "/portal" }),
  };
  type Name = keyof typeof deeds;
  const names: Name[] = [
    "findPurchase",
    "previewPurchaseChange",
    "changePurchase",
    "cancelPurchase",
    "resumePurchase",
    "updatePaymentMethod",
  ];
  const people = ["OWNER", "ADMIN", "MEMBER", "stranger", "owner of another customer"] as const;
  let owned: Subscribed;
  beforeAll(async () => {
    owned = await givenSubscription(world, monthly);
  });

  async function personWith(role: (typeof people)[number]): Promise<string> {
    switch (role) {
      case "OWNER":
        return owned.userId;
      case "ADMIN":
      case "MEMBER":
        return await givenMember(world, owned.customerId, role);
      case "stranger":
        return await givenUser(world);
      case "owner of another customer":
        return (await givenSubscription(world, monthly)).userId;
    }
  }

  test.each(people)("%s", async (role) => {
    const asked = { ...owned, userId: await personWith(role) };
    for (const name of names) {
      if (role === "OWNER" || role === "ADMIN") await expect(deeds[name](asked), name).resolves.toBeDefined();
      else await expect(deeds[name](asked), name).rejects.toThrow(NotFoundError);
    }
  });

  test("an unknown id and what is no id are not found", async () => {
    for (const subscriptionId of [newId(), "x' OR 1=1", ""]) {
      for (const name of names) {
        await expect(deeds[name]({ ...owned, subscriptionId }), name).rejects.toThrow(NotFoundError);
      }
    }
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
