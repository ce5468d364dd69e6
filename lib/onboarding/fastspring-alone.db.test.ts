import { decodeJwt } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { GET as ready } from "@/app/api/health/ready/route";
import { POST as stripeWebhook } from "@/app/api/webhooks/stripe/route";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import { fulfill } from "@/lib/fulfillment/fulfill";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { newId } from "@/lib/kernel/ids";
import { cancelPurchase } from "@/lib/portal/cancel-purchase";
import { findPurchase } from "@/lib/portal/find-purchase";
import { listLicenses } from "@/lib/portal/list-licenses";
import { listOffers } from "@/lib/portal/list-offers";
import { listPurchases } from "@/lib/portal/list-purchases";
import { openBilling } from "@/lib/portal/open-billing";
import { previewPurchaseChange } from "@/lib/portal/preview-purchase-change";
import { revealLicenseKey } from "@/lib/portal/reveal-license-key";
import { withFulfill } from "@/lib/test-installation";
import { continueOnboarding } from "./continue-onboarding";
import { givenBuyer, goToStore, openFastSpringAlone, order, payInStore } from "./testing/fastspring-alone";

const shop = await openFastSpringAlone();
afterAll(() => shop.close());
await shop.sell("studio-monthly");
const ada = await givenBuyer(shop, "ada@example.com");

describe("FastSpring alone", () => {
  it("a known customer is led to FastSpring's store, twice to the same session, and comes back to a license", async () => {
    const sessionId = await goToStore(shop.ctx, ada, "studio-monthly", 2);
    expect(await goToStore(shop.ctx, ada, "studio-monthly", 2)).toBe(sessionId);

    // The account came first, with our own id in its lookup key.
    const account = await shop.ctx.db.providerCustomer.findFirstOrThrow({ where: { provider: "FASTSPRING" } });
    const licensee = await shop.ctx.licensing.findLicensee({ naturalId: account.providerCustomerId ?? "" });
    expect(await shop.fastSpring("GET", `/api/accounts/${account.providerCustomerId}`)).toMatchObject({
      contact: { first: "Ada", last: "Lovelace", email: "ada@example.com" },
      lookup: { custom: `usher-${licensee?.id}` },
    });

    expect(await shop.latest(ada.userId)).toBe(sessionId);
    expect(await shop.watch(ada.userId, sessionId)).toMatchObject({ state: "waiting_for_payment" });
    await payInStore(shop, sessionId);
    expect(await shop.watch(ada.userId, sessionId)).toMatchObject({
      state: "ready",
      licenses: [{ productName: "studio-monthly", qty: 2 }],
      purchase: { isSubscription: true, quantity: 2 },
    });

    // What the webhooks tell afterwards changes nothing.
    const issued = await shop.ctx.db.license.count();
    await shop.tell();
    expect(await shop.ctx.db.license.count()).toBe(issued);
    expect(await shop.ctx.db.customer.count()).toBe(1);
  });

  it("the license works, and the portal shows license, purchase and billing", async () => {
    const { licenses } = await listLicenses(shop.ctx, ada);
    expect(licenses).toMatchObject([{ state: "valid", seats: 2 }]);
    const key = await revealLicenseKey(shop.ctx, { ...ada, licenseId: licenses[0]?.id ?? "" });
    const licenseKey = key.kind === "revealed" ? key.licenseKey : "";
    const call = { caller: { kind: "license_key", licenseKey }, claims: { cliHwId: "h1" }, ipAddress: null } as const;
    const seat = { productName: "studio-monthly", qtyDimension: "SEATS", qty: 1 } as const;
    const taken = await shop.ctx.engine.checkout.checkout(call, [seat]);
    expect(decodeJwt(taken.kind === "tokens" ? (taken.tokens[0] ?? "") : "")).toHaveProperty("leaseId");
    expect((await listPurchases(shop.ctx, ada)).purchases).toMatchObject([
      { status: "active", total: { amountMinor: 2000 } },
    ]);
    expect(await openBilling(shop.ctx, ada)).toMatchObject({ kind: "portal" });
  });

  it("nobody gets a second subscription of a product, and nobody else sees the first", async () => {
    const existing = { kind: "existing_subscription", subscription: { provider: "FASTSPRING" } };
    expect(await order(shop.ctx, ada.userId, "studio-monthly")).toMatchObject(existing);
    const asked = { userId: ada.userId, sku: "studio-monthly" };
    expect(await continueOnboarding(shop.ctx, asked)).toMatchObject({ kind: "change_existing" });
    expect(await shop.latest(newId())).toBeNull();
  });
});

describe("Stripe is off", () => {
  it("its webhook is not there, the system is ready, and says who goes on unfollowed", async () => {
    const request = new Request("http://localhost:3000/api/webhooks/stripe", { method: "POST", body: "{}" });
    expect((await stripeWebhook(request)).status).toBe(404);
    await shop.ctx.db.workerHeartbeat.create({ data: { workerId: "w", seenAt: new Date() } });
    expect(await (await ready()).json()).toMatchObject({ status: "ready", degraded: [] });
    const state = { status: "active", currency: "EUR", cancelAtPeriodEnd: false, startedAt: new Date() };
    const ids = { providerSubscriptionId: "sub_left", customerId: ada.customerId, readAt: new Date() };
    const left = await shop.ctx.db.subscription.create({ data: { provider: "STRIPE", ...state, ...ids } });
    const degraded = [expect.stringContaining("Stripe is not connected, but subscriptions run there (1)")];
    expect(await (await ready()).json()).toMatchObject({ status: "ready", degraded });
    await shop.ctx.db.subscription.delete({ where: { id: left.id } });
  });

  it("what only Stripe sells is not offered, and a link to it says why; what both sell is sold by FastSpring", async () => {
    await shop.sell("both-perpetual", { kind: "PERPETUAL" });
    const both = {
      offer: { connect: { sku: "both-perpetual" } },
      provider: "STRIPE",
      providerPriceId: "price_1",
    } as const;
    await shop.ctx.db.offerPrice.create({ data: both });
    const offers = {
      create: { sku: "stripe-only", displayName: "S", description: "", kind: "PERPETUAL", access: "KEY" },
    } as const;
    const product = await shop.ctx.db.product.create({
      data: { productName: "stripe-only", displayName: "S", description: "", features: [], offers },
      include: { offers: true },
    });
    const only = { offerId: product.offers[0]?.id ?? "", provider: "STRIPE", providerPriceId: "price_2" } as const;
    await shop.ctx.db.offerPrice.create({ data: only });

    const sold = (await listOffers(shop.ctx)).flatMap((each) => each.offers);
    expect(sold.map(({ sku, provider }) => [sku, provider])).toEqual([
      ["both-perpetual", "FASTSPRING"],
      ["studio-monthly", "FASTSPRING"],
    ]);
    const linked = { userId: ada.userId, sku: "stripe-only" };
    expect(await continueOnboarding(shop.ctx, linked)).toMatchObject({
      kind: "choose_offer",
      refused: "not_connected",
    });
    const fields = { sku: expect.stringContaining("the payment provider that sells it is not connected") };
    expect(await order(shop.ctx, ada.userId, "stripe-only")).toEqual({ kind: "invalid", fields });
    expect(await order(shop.ctx, ada.userId, "both-perpetual")).toMatchObject({ kind: "checkout" });
  });

  it("a checkout that is open there leads nowhere, and is no obstacle", async () => {
    const offer = await shop.ctx.db.offer.findUniqueOrThrow({ where: { sku: "both-perpetual" } });
    const open = await shop.ctx.db.purchaseIntent.findFirstOrThrow({ where: { offerId: offer.id, status: "OPEN" } });
    const atStripe = {
      provider: "STRIPE",
      checkoutSessionId: "cs_left",
      checkoutUrl: "https://stripe.test/left",
    } as const;
    await shop.ctx.db.purchaseIntent.update({ where: { id: open.id }, data: atStripe });
    const asked = { userId: ada.userId, sku: "both-perpetual" };
    expect(await continueOnboarding(shop.ctx, asked)).toMatchObject({ kind: "ready_to_pay" });
    expect(await order(shop.ctx, ada.userId, "both-perpetual")).toMatchObject({
      kind: "checkout",
      url: expect.stringContaining("/fastspring/"),
    });
    const left = await shop.ctx.db.purchaseIntent.findUniqueOrThrow({ where: { id: open.id } });
    expect(left).toMatchObject({ status: "CLOSED", closedAt: expect.any(Date) });
  });

  it("an event of a provider that is off waits with a sentence, and nothing is lost when it is back", async () => {
    const mirrored = await shop.ctx.db.subscription.findFirstOrThrow({ where: { provider: "FASTSPRING" } });
    const subject: Subject = { provider: "FASTSPRING", kind: "subscription", id: mirrored.providerSubscriptionId };
    const event = {
      eventId: "left",
      type: "subscription.updated",
      apiVersion: null,
      occurredAt: new Date(),
      ignoredReason: null,
    };
    const events = [{ ...event, subject: formatSubject(subject) }];
    await receiveEvents(shop.ctx, { provider: "FASTSPRING", events, rawBody: "{}" });
    const held = () => shop.ctx.db.license.findFirstOrThrow({ where: { productName: "studio-monthly" } });
    const before = await held();
    const off = await fulfill({ ...shop.ctx, commerce: {} }, { subject, cause: "test" });
    expect(off).toMatchObject({ kind: "parked", reason: expect.stringContaining("FastSpring is not connected") });
    expect(await held()).toEqual(before);
    const portal = { ...withFulfill({ ...shop.ctx, commerce: {} }), graceDays: 14 };
    const shown = await findPurchase(portal, { ...ada, subscriptionId: mirrored.id });
    expect(shown).toMatchObject({ obstacle: "provider_off", nextInvoice: null, purchase: { status: "active" } });
    const asked = { ...ada, subscriptionId: mirrored.id, seats: "5" };
    expect(await previewPurchaseChange(portal, asked)).toMatchObject({
      outlook: { kind: "not_changeable", obstacle: "provider_off" },
    });
    expect(await cancelPurchase(portal, asked)).toEqual({ kind: "provider_off" });
    expect(await openBilling(portal, ada)).toEqual({ kind: "provider_off" });
    expect((await fulfill(shop.ctx, { subject, cause: "test" })).kind).toBe("done");
    const where = { provider_eventId: { provider: "FASTSPRING", eventId: "left" } } as const;
    expect(await shop.ctx.db.inboxEvent.findUniqueOrThrow({ where })).toMatchObject({ status: "DONE" });
  });
});
