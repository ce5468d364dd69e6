import type { Stripe } from "stripe";
import { newId } from "@/lib/kernel/ids";
import { startCheckout } from "@/lib/onboarding/start-checkout";
import { givenBuyer, pay, sessionAt, type World } from "@/lib/onboarding/testing/start-world";
import { watchPurchase } from "@/lib/onboarding/watch-purchase";
import type { ChangeOrder } from "../change-purchase";
import type { FindPurchaseContext } from "../find-purchase";
import { listLicenses } from "../list-licenses";
import { previewPurchaseChange } from "../preview-purchase-change";

export type Buyer = { userId: string; customerId: string };

/** Everything that the deeds are given by the app. */
export type ChangingContext = World["watching"] & Pick<FindPurchaseContext, "graceDays">;

export function changingContext({ watching }: World): ChangingContext {
  return { ...watching, graceDays: 14 };
}

/** Through the checkout and the return page; the provider's id of what was bought. */
export async function buy(world: World, buyer: Buyer, sku: string, quantity = 1): Promise<string> {
  const result = await startCheckout(world.ctx, { ...buyer, sku, quantity });
  if (result.kind !== "checkout") throw new Error(`Expected a checkout, got ${result.kind}`);
  const sessionId = await sessionAt(world, result.url);
  await pay(world, sessionId);
  const watched = await watchPurchase(world.watching, { ...buyer, sessionId });
  if (watched.state !== "ready") throw new Error(`Expected a license, got ${watched.state}`);
  return watched.purchase?.reference ?? "";
}

export type Subscribed = Buyer & {
  /** Our id. */
  subscriptionId: string;
  /** The provider's. */
  reference: string;
};

export async function givenSubscription(world: World, sku: string, seats = 1): Promise<Subscribed> {
  const buyer = await givenBuyer(world);
  const reference = await buy(world, buyer, sku, seats);
  const row = await world.ctx.db.subscription.findFirstOrThrow({ where: { providerSubscriptionId: reference } });
  return { ...buyer, subscriptionId: row.id, reference };
}

/** An overdue subscription to what is not in the catalog, at the other provider. */
export async function givenDebtAtFastSpring({ ctx }: World, { customerId }: Buyer): Promise<void> {
  const provider = "FASTSPRING";
  const id = "in-debt-there";
  await ctx.db.providerCustomer.create({ data: { provider, providerCustomerId: id, customerId } });
  const standing = { status: "past_due", currency: "USD", cancelAtPeriodEnd: false };
  const times = { startedAt: new Date("2026-01-01"), readAt: new Date("2026-02-01") };
  const items = { create: { providerItemId: id, providerPriceId: id, quantity: 1 } };
  await ctx.db.subscription.create({
    data: { provider, providerSubscriptionId: id, customerId, ...standing, ...times, items },
  });
}

/** What the form sends after its preview was looked at. */
export async function orderFor(
  world: World,
  { userId, subscriptionId }: Subscribed,
  wanted: { plan?: string; seats?: string },
): Promise<ChangeOrder> {
  const view = await previewPurchaseChange(world.ctx, { userId, subscriptionId, ...wanted });
  if (view.outlook.kind !== "preview") throw new Error(`Expected a preview, got ${view.outlook.kind}`);
  const { itemId, typed, seen, outlook } = view;
  const seenDueMinor = outlook.preview.dueNowMinor;
  const { pricedAt } = outlook;
  return { userId, subscriptionId, itemId, ...typed, seen, seenDueMinor, pricedAt, attemptId: newId() };
}

/** From now on the subscription is charged to this test card. */
export async function useCard({ stripe }: World, reference: string, token: string): Promise<void> {
  const { customer } = await stripe.subscriptions.retrieve(reference);
  const { id } = await stripe.paymentMethods.attach(token, { customer: idOf(customer) });
  await stripe.subscriptions.update(reference, { default_payment_method: id });
}

/** The quantities that the provider says, item by item. */
export async function seatsAtProvider({ stripe }: World, { reference }: Subscribed) {
  const { items } = await stripe.subscriptions.retrieve(reference);
  return items.data.map(({ quantity }) => quantity);
}

/** What can be used, and by how many. */
export async function licensedTo({ ctx }: World, buyer: Buyer) {
  const { licenses } = await listLicenses(ctx, buyer);
  return licenses.filter(({ state }) => state === "valid").map(({ sku, seats }) => [sku, seats]);
}

/** The invoices that changes brought. */
export async function changeInvoices({ stripe }: World, reference: string): Promise<Stripe.Invoice[]> {
  const invoices = await stripe.invoices.list({ subscription: reference, limit: 100 });
  return invoices.data.filter((invoice) => invoice.billing_reason === "subscription_update");
}

function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}
