import { afterAll, describe, expect, test } from "vitest";
import { monthly, startWorld, withKey, yearly } from "@/lib/onboarding/testing/start-world";
import { changePurchase } from "./change-purchase";
import { listLicenses } from "./list-licenses";
import { previewPurchaseChange } from "./preview-purchase-change";
import { revealLicenseKey } from "./reveal-license-key";
import {
  changeInvoices,
  changingContext,
  givenSubscription,
  licensedTo,
  orderFor,
  seatsAtProvider,
  useCard,
  type Subscribed,
} from "./testing/given-purchase";

const world = await startWorld();
afterAll(() => world.stop());
const ctx = changingContext(world);

const atProvider = (buyer: Subscribed) => seatsAtProvider(world, buyer);
const licensed = (buyer: Subscribed) => licensedTo(world, buyer);

/** One seat that no test here gets to change. */
const unchanged = await givenSubscription(world, monthly);

describe("a change of plan or seats", () => {
  test("is priced by the provider, charged at once, and the license follows before the answer", async () => {
    const buyer = await givenSubscription(world, monthly);
    const { userId, subscriptionId } = buyer;
    const view = await previewPurchaseChange(ctx, { userId, subscriptionId, plan: yearly, seats: "2" });
    expect(view).toMatchObject({
      productName: "Atlas Editor",
      seen: { sku: monthly, quantity: 1 },
      outlook: { kind: "preview", preview: { currency: "USD", dueNowMinor: 22_800, recurringMinor: 24_000 } },
    });
    expect(view.plans.map(({ sku }) => sku)).toEqual([monthly, yearly]);
    expect(await licensed(buyer)).toEqual([[monthly, 1]]);
    const order = await orderFor(world, buyer, { plan: yearly, seats: "2" });
    expect(await changePurchase(ctx, order)).toEqual({ kind: "changed", licenseFollows: false });
    expect(await licensed(buyer)).toEqual([[yearly, 2]]);
    expect(await changeInvoices(world, buyer.reference)).toMatchObject([{ amount_paid: 22_800, status: "paid" }]);
    const audit = await ctx.db.auditEntry.findMany({
      where: { entityId: buyer.reference, action: "subscription.change_requested" },
    });
    expect(audit).toMatchObject([
      { actor: `user:${userId}`, customerId: buyer.customerId, before: { quantity: 1 }, after: { quantity: 2 } },
    ]);
  });

  test("keeps license and key when only the seats change, up and down", async () => {
    const buyer = await givenSubscription(world, withKey, 2);
    const keyOf = async () => {
      const [license] = (await listLicenses(ctx, buyer)).licenses;
      return [license?.seats, await revealLicenseKey(ctx, { ...buyer, licenseId: license?.id ?? "" })];
    };
    const [, key] = await keyOf();
    await changePurchase(ctx, await orderFor(world, buyer, { seats: "7" }));
    expect(await keyOf()).toEqual([7, key]);
    await changePurchase(ctx, await orderFor(world, buyer, { seats: "1" }));
    expect(await keyOf()).toEqual([1, key]);
  });

  test("leaves the other items of the subscription as they are", async () => {
    const buyer = await givenSubscription(world, monthly, 2);
    const price = await ctx.db.offerPrice.findFirstOrThrow({ where: { offer: { sku: withKey } } });
    await world.stripe.subscriptionItems.create({
      subscription: buyer.reference,
      price: price.providerPriceId,
      quantity: 3,
    });
    expect(await changePurchase(ctx, await orderFor(world, buyer, { seats: "5" }))).toMatchObject({ kind: "changed" });
    expect(await atProvider(buyer)).toEqual([5, 3]);
    expect((await licensed(buyer)).toSorted()).toEqual([
      [monthly, 5],
      [withKey, 3],
    ]);
  });

  test.each([
    [{ plan: "NO-SUCH-PLAN", seats: "2" }, "plan"],
    [{ plan: withKey, seats: "2" }, "plan"],
    [{ plan: monthly, seats: "0" }, "seats"],
    [{ plan: monthly, seats: "501" }, "seats"],
    [{ plan: monthly, seats: "2.5" }, "seats"],
    [{ plan: monthly, seats: "many" }, "seats"],
    [{ plan: monthly, seats: "" }, "seats"],
  ])("that is not sold (%j) is refused by field, with what was typed", async (wanted, field) => {
    const { userId, subscriptionId } = unchanged;
    const view = await previewPurchaseChange(ctx, { userId, subscriptionId, ...wanted });
    expect(view).toMatchObject({
      typed: wanted,
      errors: { [field]: expect.any(String) },
      outlook: { kind: "invalid" },
    });
    const order = await orderFor(world, unchanged, { seats: "2" });
    const answer = await changePurchase(ctx, { ...order, ...wanted });
    expect(answer).toMatchObject({ kind: "invalid", errors: { [field]: expect.any(String) } });
    expect(await atProvider(unchanged)).toEqual([1]);
  });

  test("priced too long ago, or in the future, is priced anew first", async () => {
    const order = await orderFor(world, unchanged, { seats: "2" });
    for (const minutes of [-61, 5]) {
      const pricedAt = new Date(Date.now() + minutes * 60_000);
      expect(await changePurchase(ctx, { ...order, pricedAt })).toEqual({ kind: "preview_outdated" });
    }
    expect(await atProvider(unchanged)).toEqual([1]);
  });
});

test("where prices move, a change that would cost something else by now is not made; one that costs what was seen is", async () => {
  const buyer = await givenSubscription(world, monthly);
  const { STRIPE } = ctx.commerce;
  const order = await orderFor(world, buyer, { seats: "2" });
  const moving = { ...ctx, commerce: { STRIPE: { ...STRIPE, pricesMove: true as const } } };
  const dearer = { ...order, seenDueMinor: order.seenDueMinor - 1 };
  expect(await changePurchase(moving, dearer)).toEqual({ kind: "preview_outdated" });
  expect(await atProvider(buyer)).toEqual([1]);
  expect(await changePurchase(moving, order)).toMatchObject({ kind: "changed" });
  expect(await atProvider(buyer)).toEqual([2]);
});

describe("races", () => {
  test("a double click is one change, charged once", async () => {
    const buyer = await givenSubscription(world, monthly);
    const order = await orderFor(world, buyer, { seats: "4" });
    const answers = await Promise.all([changePurchase(ctx, order), changePurchase(ctx, order)]);
    expect(answers.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
    expect(await licensed(buyer)).toEqual([[monthly, 4]]);
    expect(await changeInvoices(world, buyer.reference)).toHaveLength(1);
  });

  test("of two tabs that want different seats one wins, and the other is told; nothing is overwritten", async () => {
    const buyer = await givenSubscription(world, monthly);
    const [three, five] = [await orderFor(world, buyer, { seats: "3" }), await orderFor(world, buyer, { seats: "5" })];
    const answers = await Promise.all([changePurchase(ctx, three), changePurchase(ctx, five)]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["changed", "changed_meanwhile"]);
    const winner = answers[0]?.kind === "changed" ? 3 : 5;
    expect(await atProvider(buyer)).toEqual([winner]);
    expect(await licensed(buyer)).toEqual([[monthly, winner]]);
    expect(await changeInvoices(world, buyer.reference)).toHaveLength(1);
  });

  test("what was changed at the provider since the person looked is not overwritten, and is shown", async () => {
    const buyer = await givenSubscription(world, monthly);
    const order = await orderFor(world, buyer, { seats: "2" });
    const { items } = await world.stripe.subscriptions.retrieve(buyer.reference);
    await world.stripe.subscriptionItems.update(items.data[0]?.id ?? "", { quantity: 9 });
    expect(await changePurchase(ctx, order)).toEqual({ kind: "changed_meanwhile" });
    expect(await licensed(buyer)).toEqual([[monthly, 9]]);
  });

  test("webhooks that are worked off meanwhile end with the same license", async () => {
    const buyer = await givenSubscription(world, monthly);
    const order = await orderFor(world, buyer, { seats: "6" });
    const subject = { provider: "STRIPE", kind: "subscription", id: buyer.reference } as const;
    const webhook = () => ctx.fulfill({ subject, cause: "a webhook", actor: { kind: "system", name: "worker" } });
    await Promise.all([webhook(), changePurchase(ctx, order), webhook(), webhook()]);
    await webhook();
    expect(await licensed(buyer)).toEqual([[monthly, 6]]);
  });
});

describe("a payment that does not go through", () => {
  test("changes nothing; the next attempt, with a card that works, does", async () => {
    const buyer = await givenSubscription(world, monthly);
    await useCard(world, buyer.reference, "pm_card_chargeCustomerFail");
    const refused = await changePurchase(ctx, await orderFor(world, buyer, { seats: "3" }));
    expect(refused).toMatchObject({ kind: "payment_failed", reason: expect.stringMatching(/declined/) });
    expect([await atProvider(buyer), await licensed(buyer)]).toEqual([[1], [[monthly, 1]]]);
    await useCard(world, buyer.reference, "pm_card_visa");
    expect(await changePurchase(ctx, await orderFor(world, buyer, { seats: "3" }))).toMatchObject({ kind: "changed" });
    const refusals = await ctx.db.auditEntry.count({
      where: { entityId: buyer.reference, action: "subscription.change_refused" },
    });
    expect(refusals).toBe(1);
  });

  test("and that the bank wants confirmed leads to the provider's page, and changes nothing until then", async () => {
    const buyer = await givenSubscription(world, monthly);
    await useCard(world, buyer.reference, "pm_card_authenticationRequired");
    const asked = await changePurchase(ctx, await orderFor(world, buyer, { seats: "3" }));
    expect(asked).toMatchObject({ kind: "confirmation_required", url: expect.stringMatching(/\/invoices\/in_/) });
    expect([await atProvider(buyer), await licensed(buyer)]).toEqual([[1], [[monthly, 1]]]);
  });
});
