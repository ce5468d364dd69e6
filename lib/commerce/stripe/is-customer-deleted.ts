import { findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

/** Stripe goes on answering for a deleted customer, with a stub that says so. */
export async function isCustomerDeleted(stripe: StripeClient, id: string, signal: AbortSignal): Promise<boolean> {
  const customer = await findAtStripe(`reading customer ${id}`, () => stripe.customers.retrieve(id), signal);
  return customer?.deleted === true;
}
