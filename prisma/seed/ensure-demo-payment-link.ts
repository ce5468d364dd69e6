import type { Stripe } from "stripe";

const mark = "usher_demo";

/**
 * The address of a payment link for the price, found by its mark or created: it sells to whoever opens it, before they
 * have signed in anywhere.
 */
export async function ensureDemoPaymentLink(stripe: Stripe, price: string): Promise<string> {
  for await (const link of stripe.paymentLinks.list({ active: true, limit: 100 })) {
    if (link.metadata[mark] === price) return link.url;
  }
  const adjustable_quantity = { enabled: true, minimum: 1, maximum: 99 };
  const { url } = await stripe.paymentLinks.create({
    line_items: [{ price, quantity: 1, adjustable_quantity }],
    metadata: { [mark]: price },
  });
  return url;
}
