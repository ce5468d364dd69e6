import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import { safeReturnUrl } from "@/lib/identity/safe-return-url";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { findBuyingCustomer } from "./find-buying-customer";

export type OpenBillingResult =
  | { kind: "portal"; url: string }
  /** The customer has never been to a checkout. */
  | { kind: "nothing_to_manage" }
  /** Too many tries in a short time. */
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "provider_unavailable" };

/** Far more than a person clicks. */
const limits = [{ name: "open-billing", points: 30, perSeconds: 60 }];

export type OpenBillingContext = {
  db: Db;
  commerce: { STRIPE: Pick<CommercePort, "openBillingPortal"> };
  log: Log;
  env: { APP_ORIGIN: string };
};

/**
 * The address of the provider's billing portal for this customer: card, invoices, cancellation. `returnTo` is the path
 * of ours that it leads back to. For owners and admins of the customer; anybody else gets a `NotFoundError`.
 */
export async function openBilling(
  ctx: OpenBillingContext,
  { userId, customerId, returnTo }: { userId: string; customerId: string; returnTo?: string | undefined },
): Promise<OpenBillingResult> {
  const { providerCustomers } = await findBuyingCustomer(ctx, { userId, customerId });
  const atStripe = providerCustomers.find(({ provider }) => provider === "STRIPE");
  if (!atStripe) return { kind: "nothing_to_manage" };
  const rate = await limitRate(ctx, userId, limits);
  if (rate.kind === "limited") return rate;
  const returnUrl = `${ctx.env.APP_ORIGIN}${safeReturnUrl(returnTo)}`;
  try {
    const { providerCustomerId } = atStripe;
    return { kind: "portal", ...(await ctx.commerce.STRIPE.openBillingPortal({ providerCustomerId, returnUrl })) };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error({ err: error, customerId }, "the billing portal could not be opened");
    return { kind: "provider_unavailable" };
  }
}
