import type { OfferKind } from "@/lib/catalog/offer";
import type { Subject } from "@/lib/commerce/subject";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { ensureProviderCustomer } from "@/lib/customers/ensure-provider-customer";
import type { Actor } from "@/lib/kernel/actor";
import type { TestContext } from "@/lib/test-context";
import { openInstallation } from "@/lib/test-installation";
import { talkTo, type StripeCalls } from "@/lib/test-stripe-calls";
import type { SandboxOptions } from "@/sandbox/start";

const actor: Actor = { kind: "system", name: "seed" };

/** An installation that sells at Stripe what the test says. `stripe` acts as the vendor or the buyer would. */
export async function openShop(
  options: Pick<SandboxOptions, "beforeAnswer"> & Partial<Pick<SandboxOptions, "webhooks">> = {},
) {
  const { ctx, settings, sandbox, close } = await openInstallation(options);
  const stripe = talkTo(sandbox.origin);
  return {
    ctx,
    settings,
    stripe,
    control: sandbox.control,
    sell: (sku: string, terms: Terms = {}) => sell(ctx, stripe, sku, terms),
    welcome: (name: string) => welcome(ctx, stripe, name),
    /** Somebody with a card whom only Stripe knows; answers with the customer's id there. */
    introduce: async (who: { name?: string; email?: string; metadata?: Record<string, string> }) => {
      const { id } = await stripe("POST", "/v1/customers", who);
      await giveCard(stripe, id);
      return id;
    },
    subscribe: (customer: string, items: Item[], metadata?: Record<string, string>) =>
      subscribe(stripe, customer, items, metadata),
    /** Somebody who is known here, with a subscription that names their licensee. */
    purchase: async (name: string, item: Item) => {
      const customer = await welcome(ctx, stripe, name);
      const metadata = { tendukeLicenseeId: customer.licenseeId };
      const { id } = await subscribe(stripe, customer.providerCustomerId, [item], metadata);
      return { ...customer, subject: subscriptionSubject(id) };
    },
    /** The cardholder contests the payment at the bank. */
    contest: async (paymentId: string) => {
      const { latest_charge: charge } = await stripe("GET", `/v1/payment_intents/${paymentId}`);
      await sandbox.control(`charges/${String(charge)}/dispute`);
    },
    pay: (sessionId: string) => pay(stripe, sessionId),
    /** What these terms of a checkout say, paid for; answers with the checkout's id, which is also the order's. */
    buy: async (terms: { line_items: { price: string; quantity: number }[]; [more: string]: unknown }) => {
      const checkout = { mode: "payment", success_url: "http://localhost:3000/return", ...terms };
      const session = await stripe("POST", "/v1/checkout/sessions", checkout);
      await pay(stripe, session.id);
      return session.id;
    },
    close,
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

export const subscriptionSubject = (id: string): Subject => ({ provider: "STRIPE", kind: "subscription", id });
export const orderSubject = (id: string): Subject => ({ provider: "STRIPE", kind: "order", id });

type Item = { price: string; quantity?: number };
type Terms = { kind?: OfferKind; access?: "IDENTITY" | "KEY"; seatsPerUnit?: number };

/** An offer with its product and its price at Stripe; answers with the price's id. */
async function sell(ctx: TestContext, stripe: StripeCalls, sku: string, terms: Terms): Promise<string> {
  const offer = { kind: terms.kind ?? "SUBSCRIPTION", access: terms.access ?? "IDENTITY", ...terms };
  const product = await stripe("POST", "/v1/products", { name: sku });
  const price = await stripe("POST", "/v1/prices", {
    product: product.id,
    currency: "eur",
    unit_amount: 1200,
    ...(offer.kind === "SUBSCRIPTION" ? { recurring: { interval: "month" } } : {}),
  });
  const prices = { create: { provider: "STRIPE" as const, providerPriceId: price.id } };
  const texts = { displayName: `The ${sku}`, description: "" };
  const offers = { create: { sku, ...texts, ...offer, prices } };
  await ctx.db.product.create({ data: { productName: sku, ...texts, features: ["all"], offers } });
  return price.id;
}

/** A customer as onboarding makes them: licensee here, customer at Stripe, and a card that works. */
async function welcome(ctx: TestContext, stripe: StripeCalls, name: string) {
  const { db, licensing, commerce } = ctx;
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await db.customer.create({ data: { type: "PERSON", origin: "MANAGED", name, email } });
  const licenseeId = await ensureLicensee({ db, licensing, actor }, id, { connectedIdentityId: null });
  const { createCustomer: createProviderCustomer } = commerce.STRIPE;
  const { updateLicensee } = licensing;
  const providerCustomerId = await ensureProviderCustomer(
    { db, actor, createProviderCustomer, updateLicensee },
    { customerId: id, provider: "STRIPE" },
  );
  await giveCard(stripe, providerCustomerId);
  return { id, email, licenseeId, providerCustomerId };
}

const subscribe = (stripe: StripeCalls, customer: string, items: Item[], metadata: Record<string, string> = {}) =>
  stripe("POST", "/v1/subscriptions", { customer, items, metadata });

const pay = (stripe: StripeCalls, sessionId: string) =>
  stripe("POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: "pm_card_visa" });

async function giveCard(stripe: StripeCalls, customer: string): Promise<void> {
  const method = await stripe("POST", "/v1/payment_methods/pm_card_visa/attach", { customer });
  await stripe("POST", `/v1/customers/${customer}`, { invoice_settings: { default_payment_method: method.id } });
}
