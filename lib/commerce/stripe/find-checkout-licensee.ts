import { callStripe } from "./call-stripe";
import { metadataKeys, readMetadata } from "./metadata";
import type { StripeClient } from "./stripe-client";

/**
 * Stripe copies a checkout session's metadata to nothing, so a vendor's page that names the licensee there, and not in
 * `subscription_data`, is found this way.
 */
export async function findCheckoutLicensee(
  stripe: StripeClient,
  subscription: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { data } = await callStripe(
    `reading the checkout of ${subscription}`,
    () => stripe.checkout.sessions.list({ subscription, limit: 1 }),
    signal,
  );
  return readMetadata(data[0]?.metadata, metadataKeys.licenseeId);
}
