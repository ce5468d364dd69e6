import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import { safeReturnUrl } from "@/lib/identity/safe-return-url";
import type { MyCustomer } from "@/lib/customers/membership";
import type { ProviderName } from "@/lib/kernel/actor";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { findBuyingCustomer } from "./find-buying-customer";
import { findBillingPlaces } from "./list-billing-places";

export type OpenBillingResult =
  | { kind: "portal"; url: string }
  /** The customer has never been to a checkout. */
  | { kind: "nothing_to_manage" }
  /** It is at a provider that is not connected. */
  | { kind: "provider_off" }
  /** Too many tries in a short time. */
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "provider_unavailable" };

/** Far more than a person clicks. */
const limits = [{ name: "open-billing", points: 30, perSeconds: 60 }];

export type OpenBillingContext = {
  db: Db;
  commerce: Partial<Record<ProviderName, Pick<CommercePort, "openBillingPortal">>>;
  log: Log;
  env: { APP_ORIGIN: string };
};

type Asked = {
  userId: string;
  customerId: string;
  provider?: ProviderName | undefined;
  returnTo?: string | undefined;
};

/**
 * The address of the provider's billing portal for this customer: card, invoices, cancellation. Without a `provider` it is
 * the first of `listBillingPlaces`. `returnTo` is the path of ours that it leads back to. For owners and admins of the
 * customer; anybody else gets a `NotFoundError`.
 */
export async function openBilling(ctx: OpenBillingContext, asked: Asked): Promise<OpenBillingResult> {
  const mine = await findBuyingCustomer(ctx, asked);
  const provider = asked.provider ?? (await findBillingPlaces(ctx, mine))[0]?.provider;
  if (!provider) return { kind: "nothing_to_manage" };
  return await openPortal(ctx, mine, { userId: asked.userId, provider, returnTo: asked.returnTo });
}

/** As `openBilling`, for who is known to be allowed; `begin`: at what they come for. */
export async function openPortal(
  ctx: OpenBillingContext,
  { customer, providerCustomers }: MyCustomer,
  asked: { userId: string; provider: ProviderName; returnTo: string | undefined; begin?: "payment_method" },
): Promise<OpenBillingResult> {
  const there = providerCustomers.find(({ provider }) => provider === asked.provider);
  if (!there) return { kind: "nothing_to_manage" };
  const commerce = ctx.commerce[asked.provider];
  if (!commerce) return { kind: "provider_off" };
  const rate = await limitRate(ctx, asked.userId, limits);
  if (rate.kind === "limited") return rate;
  const returnUrl = `${ctx.env.APP_ORIGIN}${safeReturnUrl(asked.returnTo)}`;
  const { providerCustomerId } = there;
  try {
    const begin = asked.begin && { begin: asked.begin };
    return { kind: "portal", ...(await commerce.openBillingPortal({ providerCustomerId, returnUrl, ...begin })) };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error({ err: error, customerId: customer.id }, "the billing portal could not be opened");
    return { kind: "provider_unavailable" };
  }
}
