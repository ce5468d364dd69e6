import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Log } from "@/lib/observability/log";
import { findOwnSubscription } from "./changing/own-subscription";
import { openPortal, type OpenBillingResult } from "./open-billing";

/**
 * The address of the provider's page for a new card, for the customer of this subscription; it leads back to `returnTo`.
 * Card numbers never come near us. For owners and admins; anybody else gets a `NotFoundError`.
 */
export async function updatePaymentMethod(
  ctx: {
    db: Db;
    commerce: Partial<Record<ProviderName, Pick<CommercePort, "openBillingPortal">>>;
    log: Log;
    env: { APP_ORIGIN: string };
  },
  { userId, subscriptionId, returnTo }: { userId: string; subscriptionId: string; returnTo: string },
): Promise<OpenBillingResult> {
  const { row, mine } = await findOwnSubscription(ctx, { userId, subscriptionId });
  return await openPortal(ctx, mine, { userId, provider: row.provider, returnTo, begin: "payment_method" });
}
