import type { NewProviderCustomer } from "../commerce-port";
import { callStripe } from "./call-stripe";
import { metadataKeys } from "./metadata";
import type { StripeClient } from "./stripe-client";

/** Creates the customer at Stripe; asked again with the same key, Stripe answers with the same customer. */
export async function createCustomer(
  stripe: StripeClient,
  input: NewProviderCustomer,
): Promise<{ providerCustomerId: string }> {
  const customer = await callStripe("creating a customer", () =>
    stripe.customers.create(
      {
        name: input.name,
        email: input.email ?? undefined,
        metadata: { [metadataKeys.licenseeId]: input.licenseeId, [metadataKeys.customerId]: input.customerId },
      },
      { idempotencyKey: `customer:${input.idempotencyKey}` },
    ),
  );
  return { providerCustomerId: customer.id };
}

/** Writes the licensee id into the customer's metadata; other metadata stays. */
export async function updateCustomer(
  stripe: StripeClient,
  providerCustomerId: string,
  changes: { licenseeId: string },
): Promise<void> {
  await callStripe(`updating customer ${providerCustomerId}`, () =>
    stripe.customers.update(providerCustomerId, { metadata: { [metadataKeys.licenseeId]: changes.licenseeId } }),
  );
}
