import { AdapterError } from "@/lib/kernel/errors";
import { closeIntent } from "./close-intent";
import { commerceAt, type CommerceOf, isConnected } from "./commerce-at";
import type { PurchaseIntent } from "./purchase-intent";
import { settleIntent, type SettleContext } from "./settle-intent";

export type WithdrawContext = SettleContext & { commerce: CommerceOf<"readCheckout" | "expireCheckout"> };

export type WithdrawnCheckout = { kind: "withdrawn" } | { kind: "complete"; sessionId: string };

/**
 * Makes sure that nobody can pay in this session any more, first at the provider and then here; `complete` when the
 * payment came first. A provider that was disconnected can't be told: there the session ends by itself, and what is paid
 * all the same counts once it is connected again. Throws `AdapterError`.
 */
export async function withdrawSession(
  ctx: WithdrawContext,
  intent: PurchaseIntent,
  sessionId: string,
  cause: string,
): Promise<WithdrawnCheckout> {
  const isOff = !isConnected(ctx.commerce, intent.provider);
  if (!isOff && (await expireSession(ctx, intent, sessionId)) === "complete") return { kind: "complete", sessionId };
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
