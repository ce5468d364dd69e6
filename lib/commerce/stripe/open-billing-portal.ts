import type { BillingPortalRequest } from "../commerce-port";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

/** Stripe's portal; for a new card, at that step, and back to us when it is done. */
export async function openBillingPortal(
  stripe: StripeClient,
  { providerCustomerId, returnUrl, begin }: BillingPortalRequest,
): Promise<{ url: string }> {
  const session = await callStripe("opening the billing portal", () =>
    stripe.billingPortal.sessions.create({
      customer: providerCustomerId,
      return_url: returnUrl,
      ...(begin && {
        flow_data: {
          type: "payment_method_update",
          after_completion: { type: "redirect", redirect: { return_url: returnUrl } },
        },
      }),
    }),
  );
  return { url: session.url };
}
