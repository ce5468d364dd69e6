import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import type { CompletedCheckout } from "./claim-slot";
import type { CommerceOf } from "./commerce-at";
import { hasEnded } from "./mirrored-subscription";
import type { Buyer, OpenSessionContext } from "./open-session";
import type { PurchaseIntent } from "./purchase-intent";
import type { ExistingSubscription } from "./states";
import { verifySubscriptions } from "./verify-subscriptions";
import { withdrawIntent } from "./withdraw-intent";

export type DoubtContext = OpenSessionContext & {
  db: Db;
  commerce: CommerceOf<"openCheckout" | "expireCheckout" | "readCheckout" | "readSubscription">;
  log: Log;
  actor: Actor;
};

export type DoubtsResolved =
  | { kind: "existing_subscription"; subscription: ExistingSubscription }
  | { kind: "already_paid"; sessionId: string }
  | { kind: "ended"; subscriptionIds: string[] };

const deadlineMilliseconds = 10_000;

/**
 * Whether the customer has the product already, by the provider's truth. If so, a checkout for it that is still open is
 * closed, so that nobody pays twice. Throws `AdapterError` when a paid checkout's subscription can't be read.
 */
export async function resolveDoubts(
  ctx: DoubtContext,
  buyer: Buyer,
  doubts: { mirrored: ExistingSubscription[]; unmirrored: CompletedCheckout[]; openIntent: PurchaseIntent | null },
): Promise<DoubtsResolved> {
  const mirrored = await verifySubscriptions(ctx, doubts.mirrored);
  const unmirrored = await Promise.all(doubts.unmirrored.map((checkout) => isLive(ctx, checkout)));
  const paid = doubts.unmirrored.find((_, index) => unmirrored[index]);
  const subscription = mirrored.live[0];
  if (!paid && !subscription) {
    return {
      kind: "ended",
      subscriptionIds: [...mirrored.ended, ...doubts.unmirrored.map((one) => one.subscriptionId)],
    };
  }
  if (doubts.openIntent) await withdrawQuietly(ctx, buyer, doubts.openIntent);
  if (subscription) return { kind: "existing_subscription", subscription };
  return paid ? { kind: "already_paid", sessionId: paid.sessionId } : { kind: "ended", subscriptionIds: [] };
}

async function isLive(ctx: DoubtContext, checkout: CompletedCheckout): Promise<boolean> {
  const signal = AbortSignal.timeout(deadlineMilliseconds);
  const commerce = ctx.commerce[checkout.provider];
  // What was paid and can't be asked about may live: better no second one.
  if (!commerce) return true;
  const truth = await commerce.readSubscription(checkout.subscriptionId, signal);
  return truth !== null && !hasEnded(truth);
}

/** The customer gets the answer all the same; the session's end at the provider closes it in a day at most. */
async function withdrawQuietly(ctx: DoubtContext, buyer: Buyer, intent: PurchaseIntent): Promise<void> {
  try {
    await withdrawIntent(ctx, buyer, intent, "the customer has a subscription of this product");
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error, intentId: intent.id }, "a needless checkout could not be closed");
  }
}
