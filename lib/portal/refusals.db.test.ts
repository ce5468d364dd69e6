import { afterAll, describe, expect, test } from "vitest";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { givenMember, givenUser, monthly, startWorld, withKey } from "@/lib/onboarding/testing/start-world";
import { cancelPurchase } from "./cancel-purchase";
import { changePurchase } from "./change-purchase";
import { findPurchase } from "./find-purchase";
import { listBillingPlaces } from "./list-billing-places";
import { listLicenses } from "./list-licenses";
import { listPurchases } from "./list-purchases";
import { openBilling } from "./open-billing";
import { previewPurchaseChange } from "./preview-purchase-change";
import { resumePurchase } from "./resume-purchase";
import { revealLicenseKey } from "./reveal-license-key";
import {
  changeInvoices,
  changingContext,
  givenSubscription,
  licensedTo,
  orderFor,
  seatsAtProvider,
  type Subscribed,
} from "./testing/given-purchase";
import { updatePaymentMethod } from "./update-payment-method";

const world = await startWorld();
afterAll(() => world.stop());
const ctx = changingContext(world);
const owned = await givenSubscription(world, monthly);
const keyed = await givenSubscription(world, withKey);

describe("only who belongs to a customer sees anything of it, and only owners and admins what was bought", () => {
  const deeds = {
    listLicenses: (asked: Subscribed) => listLicenses(ctx, asked),
    listPurchases: (asked: Subscribed) => listPurchases(ctx, asked),
    revealLicenseKey: async (asked: Subscribed) => {
      const [license] = (await listLicenses(ctx, keyed)).licenses;
      return revealLicenseKey(ctx, { ...asked, licenseId: license?.id ?? "" });
    },
    openBilling: (asked: Subscribed) => openBilling(ctx, asked),
    listBillingPlaces: (asked: Subscribed) => listBillingPlaces(ctx, asked),
    findPurchase: (asked: Subscribed) => findPurchase(ctx, asked),
    previewPurchaseChange: (asked: Subscribed) => previewPurchaseChange(ctx, asked),
    changePurchase: async (asked: Subscribed) => {
      const { subscriptionId } = keyed;
      const item = await ctx.db.subscriptionItem.findFirstOrThrow({ where: { subscriptionId } });
      const seen = { providerPriceId: "", quantity: 1 };
      const wanted = { plan: withKey, seats: "2", seen, seenDueMinor: 0, pricedAt: new Date(), attemptId: newId() };
      return changePurchase(ctx, { ...asked, itemId: item.id, ...wanted });
    },
    cancelPurchase: (asked: Subscribed) => cancelPurchase(ctx, asked),
    resumePurchase: (asked: Subscribed) => resumePurchase(ctx, asked),
    updatePaymentMethod: (asked: Subscribed) => updatePaymentMethod(ctx, { ...asked, returnTo: "/portal" }),
  };
  const all = Object.entries(deeds);
  const names = all.map(([name]) => name);
  const people: [who: string, find: () => Promise<string>, may: string[]][] = [
    ["the owner", () => Promise.resolve(keyed.userId), names],
    ["an admin", () => givenMember(world, keyed.customerId, "ADMIN"), names],
    ["a member", () => givenMember(world, keyed.customerId, "MEMBER"), ["listLicenses"]],
    ["a stranger", () => givenUser(world), []],
    ["the owner of another customer", async () => (await givenSubscription(world, monthly)).userId, []],
  ];

  test.each(people)("%s", async (_, find, may) => {
    const asked = { ...keyed, userId: await find() };
    for (const [name, deed] of all) {
      if (may.includes(name)) await expect(deed(asked), name).resolves.toBeDefined();
      else await expect(deed(asked), name).rejects.toThrow(NotFoundError);
    }
  });

  test("an unknown id and what is no id are not found", async () => {
    for (const unknown of [newId(), "x' OR 1=1", ""]) {
      const asked = { ...keyed, customerId: unknown, subscriptionId: unknown };
      for (const [name, deed] of all) await expect(deed(asked), name).rejects.toThrow(NotFoundError);
    }
  });
});

describe("while the provider is down, a change", () => {
  const down = () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));

  test("has no price and is not made, and both say so", async () => {
    const order = await orderFor(world, owned, { seats: "2" });
    const broken = { ...ctx, commerce: { STRIPE: { ...ctx.commerce.STRIPE, readSubscription: down } } };
    const { userId, subscriptionId } = owned;
    const view = await previewPurchaseChange(broken, { userId, subscriptionId, seats: "2" });
    expect(view.outlook).toEqual({ kind: "provider_unavailable" });
    expect(await changePurchase(broken, order)).toEqual({ kind: "no_answer" });
    expect(await seatsAtProvider(world, owned)).toEqual([1]);
  });

  test("is none while it is off or a payment is disputed either, also for a form that was open before", async () => {
    const order = await orderFor(world, owned, { seats: "2" });
    const { userId, subscriptionId, customerId, reference } = owned;
    const meets = async (context: Parameters<typeof changePurchase>[0], obstacle: string) => {
      const refused = { kind: "not_changeable", obstacle };
      const view = await previewPurchaseChange(context, { userId, subscriptionId, seats: "2" });
      expect(view.outlook).toEqual(refused);
      expect(await changePurchase(context, order)).toEqual(refused);
    };
    await meets({ ...ctx, commerce: {} }, "provider_off");
    const ids = {
      providerDisputeId: "du_1",
      subject: `stripe:subscription:${reference}`,
      paymentId: "pi_1",
      customerId,
    };
    const money = { status: "open", amountMinor: 1200, currency: "USD", openedAt: new Date(), readAt: new Date() };
    const { id } = await ctx.db.dispute.create({ data: { provider: "STRIPE", ...ids, ...money } });
    await meets(ctx, "disputed");
    await ctx.db.dispute.delete({ where: { id } });
    expect(await seatsAtProvider(world, owned)).toEqual([1]);
  });

  test("whose answer got lost is said to be unknown, and what was done becomes true all the same", async () => {
    const buyer = await givenSubscription(world, monthly);
    const order = await orderFor(world, buyer, { seats: "2" });
    const changeSubscription: typeof ctx.commerce.STRIPE.changeSubscription = async (change, key) => {
      await ctx.commerce.STRIPE.changeSubscription(change, key);
      return await down();
    };
    const broken = { ...ctx, commerce: { STRIPE: { ...ctx.commerce.STRIPE, changeSubscription } } };
    expect(await changePurchase(broken, order)).toEqual({ kind: "no_answer" });
    expect(await licensedTo(world, buyer)).toEqual([[monthly, 2]]);
    expect(await changePurchase(ctx, order)).toMatchObject({ kind: "changed" });
    expect(await changeInvoices(world, buyer.reference)).toHaveLength(1);
  });
});
