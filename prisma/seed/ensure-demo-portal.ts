import type { Stripe } from "stripe";
import type { DemoProduct } from "./demo-catalog";

type Listed = Stripe.BillingPortal.ConfigurationUpdateParams.Features.SubscriptionUpdate.Product;

/**
 * Lets customers change plan and seats of demo subscriptions in the provider's billing portal, as a vendor would set it
 * up there. A portal that was set up already stays as it is.
 */
export async function ensureDemoPortal(stripe: Stripe, catalog: readonly DemoProduct[]): Promise<void> {
  const [configuration] = (await stripe.billingPortal.configurations.list({ is_default: true, limit: 1 })).data;
  if (!configuration || configuration.features.subscription_update.enabled) return;
  const subscription_update = {
    enabled: true,
    default_allowed_updates: ["price" as const, "quantity" as const],
    products: await listProducts(stripe, catalog),
    proration_behavior: "always_invoice" as const,
  };
  await stripe.billingPortal.configurations.update(configuration.id, { features: { subscription_update } });
}

/** The demo's recurring prices, by product, with as many seats as their offers sell. */
async function listProducts(stripe: Stripe, catalog: readonly DemoProduct[]): Promise<Listed[]> {
  const offers = catalog.flatMap((product) => product.offers).filter(({ price }) => price.interval !== null);
  const lookup_keys = offers.map(({ price }) => price.lookupKey);
  const { data: prices } = await stripe.prices.list({ lookup_keys, active: true, limit: 100 });
  const products = new Map<string, Listed>();
  for (const { id, product, lookup_key: key } of prices) {
    const name = typeof product === "string" ? product : product.id;
    const maximum = offers.find(({ price }) => price.lookupKey === key)?.maximumQuantity ?? 1;
    const adjustable_quantity = { enabled: true, minimum: 1, maximum };
    const known = products.get(name);
    products.set(name, { product: name, prices: [...(known?.prices ?? []), id], adjustable_quantity });
  }
  return [...products.values()];
}
