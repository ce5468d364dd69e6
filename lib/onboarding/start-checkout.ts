import { findOffer } from "@/lib/catalog/find-offer";
import { type Offer, sellingProvider } from "@/lib/catalog/offer";
import { connectedProviders } from "@/lib/commerce/connected-providers";
import { listMyCustomers } from "@/lib/customers/list-my-customers";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import type { ProviderName } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError, EmailTakenError, NotFoundError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Log } from "@/lib/observability/log";
import { addressLimits, checkoutLimits } from "./checkout-limits";
import type { CommerceOf } from "./commerce-at";
import { decideBuyer } from "./decide-buyer";
import { decideOrderProblems } from "./decide-order-problems";
import { emailNeeded, readEmail } from "./receipt-email";
import { obtainCheckout } from "./obtain-checkout";
import { prepareBuyer } from "./prepare-buyer";
import type { StartCheckoutResult } from "./states";

export type StartCheckoutContext = {
  db: Db;
  commerce: CommerceOf<"createCustomer" | "openCheckout" | "readCheckout" | "expireCheckout" | "readSubscription">;
  licensing: Pick<LicensingPort, "setupLicensee" | "updateLicensee">;
  now: Clock;
  log: Log;
  env: { APP_ORIGIN: string };
};

type Order = {
  userId: string;
  customerId?: string | undefined;
  sku: string;
  quantity: number;
  /** Another address for receipts, typed because the provider knows the customer's own as somebody else's. */
  email?: string | undefined;
};

/**
 * Sends the customer to pay. Clicked twice, in two tabs, or cut off by a crash, it leads to the same checkout; asking
 * for another quantity or interval closes the old one first; and nobody gets a second subscription of a product.
 * Only owners and admins may; a customer that is not theirs is a `NotFoundError`.
 */
export async function startCheckout(ctx: StartCheckoutContext, input: Order): Promise<StartCheckoutResult> {
  const buyer = await chooseBuyer(ctx, input);
  if ("kind" in buyer) return buyer;
  if (input.sku === "") return { kind: "invalid", fields: { sku: "Choose an offer." } };
  const offer = await findOffer(ctx.db, input.sku);
  const connected = connectedProviders(ctx.commerce);
  const fields = decideOrderProblems(offer, input.quantity, connected);
  const provider = offer && sellingProvider(offer, connected);
  if (!provider || fields) return { kind: "invalid", fields: fields ?? {} };
  const email = readEmail(input.email);
  if (email.kind === "invalid") return email;
  const limits = email.address === undefined ? checkoutLimits : addressLimits;
  const rate = await limitRate(ctx, input.userId, limits);
  if (rate.kind === "limited") return rate;
  return await goToPay(ctx, buyer, { ...input, email: email.address, offer, provider });
}

async function goToPay(
  ctx: StartCheckoutContext,
  buyer: MyCustomer,
  order: Order & { offer: Offer; provider: ProviderName },
): Promise<StartCheckoutResult> {
  const actor = { kind: "user", userId: order.userId, email: null } as const;
  const deed = { ...ctx, appOrigin: ctx.env.APP_ORIGIN, actor };
  try {
    const prepared = await prepareBuyer(deed, buyer, order);
    return await obtainCheckout(deed, prepared, { ...order, customerId: buyer.customer.id });
  } catch (error) {
    if (error instanceof EmailTakenError) return emailNeeded(order.email ?? buyer.customer.email);
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error({ err: error, customerId: buyer.customer.id, sku: order.sku }, "a checkout could not be started");
    return { kind: "provider_unavailable" };
  }
}

async function chooseBuyer(
  ctx: { db: Db },
  { userId, customerId }: Order,
): Promise<MyCustomer | Extract<StartCheckoutResult, { kind: "invalid" }>> {
  const decision = decideBuyer(await listMyCustomers(ctx, { userId }), customerId);
  switch (decision.kind) {
    case "buyer":
      return decision.buyer;
    case "not_mine":
      throw new NotFoundError("Customer");
    case "identify_customer":
      return { kind: "invalid", fields: { customer: "Tell us first who the license is for." } };
    case "choose_customer":
      return { kind: "invalid", fields: { customer: "Choose for whom you are buying." } };
    default:
      return assertNever(decision);
  }
}
