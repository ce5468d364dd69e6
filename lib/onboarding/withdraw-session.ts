import { AdapterError } from "@/lib/kernel/errors";
import { closeIntent } from "./close-intent";
import { commerceAt, type CommerceOf } from "./commerce-at";
import type { PurchaseIntent } from "./purchase-intent";
import { settleIntent, type SettleContext } from "./settle-intent";

export type WithdrawContext = SettleContext & { commerce: CommerceOf<"readCheckout" | "expireCheckout"> };

export type WithdrawnCheckout = { kind: "withdrawn" } | { kind: "complete"; sessionId: string };

/**
 * Makes sure that nobody can pay in this session any more, first at the provider and then here; `complete` when the
 * payment came first. Throws `AdapterError`.
 */
export async function withdrawSession(
  ctx: WithdrawContext,
  intent: PurchaseIntent,
  sessionId: string,
  cause: string,
): Promise<WithdrawnCheckout> {
  if ((await expireSession(ctx, intent, sessionId)) === "complete") return { kind: "complete", sessionId };
  await closeIntent(ctx, intent, cause);
  return { kind: "withdrawn" };
}

async function expireSession(
  ctx: WithdrawContext,
  intent: PurchaseIntent,
  sessionId: string,
): Promise<"expired" | "complete"> {
  try {
    if ((await commerceAt(ctx.commerce, intent.provider).expireCheckout(sessionId)) === "expired") return "expired";
    await settleIntent(ctx, intent, sessionId);
    return "complete";
  } catch (error) {
    // A session that the provider does not know can't be expired, and can't be paid either.
    if (!(error instanceof AdapterError) || error.retryable) throw error;
    const settled = await settleIntent(ctx, intent, sessionId);
    if (settled.kind === "open") throw error;
    return settled.kind === "complete" ? "complete" : "expired";
  }
}
