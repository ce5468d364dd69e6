import { setTimeout } from "node:timers/promises";
import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import { isSubscription, type Offer, priceAt } from "@/lib/catalog/offer";
import type { CheckoutRequest } from "@/lib/commerce/commerce-port";
import type { Db } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { closeIntent } from "./close-intent";
import { commerceAt, type CommerceOf } from "./commerce-at";
import { decideTrialDays } from "./decide-trial";
import { selectIntent, storeSession } from "./intent-store";
import { listTriedProducts } from "./list-tried-products";
import type { PurchaseIntent } from "./purchase-intent";

/** The customer as the payment provider and the licensing backend know it. */
export type Buyer = {
  customerId: string;
  licenseeId: string;
  provider: ProviderName;
  providerCustomerId: string;
};

export type OpenSessionContext = {
  db: Db;
  commerce: CommerceOf<"openCheckout" | "expireCheckout">;
  now: Clock;
  log: Log;
  appOrigin: string;
  actor: Actor;
};

export type OpenedSession =
  | { kind: "open"; sessionId: string; url: string | null }
  /** The intent was closed, or opened by another call, in the meantime: look again. */
  | { kind: "overtaken" };

/** A call that opens a session has ended after this long, whether it succeeded or not. */
const longestCallSeconds = 30;
const pauseMilliseconds = 250;

/**
 * The intent's checkout session at the provider. However many calls and crashes, an intent has one: what is asked for
 * stands in the intent's row, and its id is the idempotency key. `claim` says whether this call made the row.
 * Throws `AdapterError`.
 */
export async function openSession(
  ctx: OpenSessionContext,
  buyer: Buyer,
  intent: PurchaseIntent,
  claim: "opened" | "occupied",
): Promise<OpenedSession> {
  const offer = (await findOffersById(ctx.db, [intent.offerId])).get(intent.offerId);
  const priceId = offer && priceAt(offer, intent.provider)?.providerPriceId;
  if (!offer || !priceId) {
    await closeIntent(ctx, intent, "its offer has no price at the provider any more");
    return { kind: "overtaken" };
  }
  try {
    const tried = await listTriedProducts(ctx, buyer.customerId);
    const hadTrial = tried.has(offer.product.productName);
    const request = checkoutRequest(ctx.appOrigin, buyer, { intent, offer, hadTrial, providerPriceId: priceId });
    const commerce = commerceAt(ctx.commerce, intent.provider);
    const checkout = await commerce.openCheckout(request);
    if (await storeSession(ctx.db, intent.id, checkout)) {
      return { kind: "open", sessionId: checkout.sessionId, url: checkout.url };
    }
    await commerce.expireCheckout(checkout.sessionId);
    return { kind: "overtaken" };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return await afterFailure(ctx, intent, claim, error);
  }
}

/**
 * An idempotency key answers every later try like the first one, a failure too, so a failed intent is closed and the
 * next click gets a new key. Should a session exist after all, nobody was ever given its address. Only while the call
 * that made the intent may still be running, this one waits for it.
 */
async function afterFailure(
  ctx: OpenSessionContext,
  intent: PurchaseIntent,
  claim: "opened" | "occupied",
  error: AdapterError,
): Promise<OpenedSession> {
  const current = await selectIntent(ctx.db, intent.id);
  if (current?.status !== "OPEN" || current.checkoutSessionId !== null) return { kind: "overtaken" };
  const ageSeconds = (ctx.now().getTime() - intent.createdAt.getTime()) / 1000;
  if (claim === "occupied" && error.retryable && ageSeconds < longestCallSeconds) {
    await setTimeout(pauseMilliseconds);
    return { kind: "overtaken" };
  }
  await closeIntent(ctx, intent, error.message);
  if (claim === "opened") throw error;
  return { kind: "overtaken" };
}

function checkoutRequest(
  appOrigin: string,
  buyer: Buyer,
  asked: { intent: PurchaseIntent; offer: Offer; hadTrial: boolean; providerPriceId: string },
): CheckoutRequest {
  const { intent, offer, hadTrial, providerPriceId } = asked;
  const back = new URLSearchParams({ offer: offer.sku, quantity: String(intent.quantity), canceled: "1" });
  return {
    intentId: intent.id,
    ...buyer,
    mode: isSubscription(offer) ? "subscription" : "payment",
    providerPriceId,
    quantity: intent.quantity,
    trialDays: decideTrialDays(offer, hadTrial),
    withoutTrial: hadTrial,
    // The provider fills in the braces, so they must not be escaped.
    successUrl: `${appOrigin}/start/return?session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${appOrigin}/start?${back}`,
  };
}
