import { validate as isUuid } from "uuid";
import { listMyCustomers } from "@/lib/customers/list-my-customers";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { checkoutLimits } from "./checkout-limits";
import { closeIntent } from "./close-intent";
import type { CommerceOf } from "./commerce-at";
import { decideBuyer } from "./decide-buyer";
import { selectIntent } from "./intent-store";
import type { PurchaseIntent } from "./purchase-intent";
import type { RestartCheckoutResult } from "./states";
import { withdrawSession } from "./withdraw-session";

export type RestartContext = {
  db: Db;
  commerce: CommerceOf<"readCheckout" | "expireCheckout">;
  now: Clock;
  log: Log;
};

/**
 * Closes an open checkout, so that the customer can choose anew; repeating it changes nothing. Only for those who may
 * buy for the customer: anything else is a `NotFoundError`.
 */
export async function restartCheckout(
  ctx: RestartContext,
  { userId, intentId }: { userId: string; intentId: string },
): Promise<RestartCheckoutResult> {
  const intent = await findMyIntent(ctx, userId, intentId);
  const rate = await limitRate(ctx, userId, checkoutLimits);
  if (rate.kind === "limited") return rate;
  const deed = { ...ctx, actor: { kind: "user", userId, email: null } as const };
  if (intent.checkoutSessionId === null) {
    await closeIntent(deed, intent, "the customer started over");
    return { kind: "restarted" };
  }
  if (intent.status === "CLOSED") return { kind: "restarted" };
  if (intent.status === "COMPLETED") return { kind: "already_paid", sessionId: intent.checkoutSessionId };
  try {
    const withdrawn = await withdrawSession(deed, intent, intent.checkoutSessionId, "the customer started over");
    return withdrawn.kind === "complete"
      ? { kind: "already_paid", sessionId: withdrawn.sessionId }
      : { kind: "restarted" };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error, intentId }, "an open checkout could not be closed");
    return { kind: "provider_unavailable" };
  }
}

async function findMyIntent(ctx: { db: Db }, userId: string, intentId: string): Promise<PurchaseIntent> {
  const intent = isUuid(intentId) ? await selectIntent(ctx.db, intentId) : null;
  if (!intent) throw new NotFoundError("Checkout");
  const decision = decideBuyer(await listMyCustomers(ctx, { userId }), intent.customerId);
  if (decision.kind !== "buyer") throw new NotFoundError("Checkout");
  return intent;
}
