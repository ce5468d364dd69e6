import { AdapterError } from "@/lib/kernel/errors";
import { closeIntent } from "./close-intent";
import { type Buyer, openSession, type OpenSessionContext } from "./open-session";
import type { PurchaseIntent } from "./purchase-intent";
import { settleIntent, type SettleContext } from "./settle-intent";

export type WithdrawnCheckout = { kind: "withdrawn" } | { kind: "complete"; sessionId: string };

/**
 * Makes sure that nobody can pay in this checkout any more, first at the provider and then here; `complete` when the
 * payment came first. A session that another call is just opening is opened to its end, so that it can be closed.
 */
export async function withdrawIntent(
  ctx: OpenSessionContext & SettleContext,
  buyer: Buyer,
  intent: PurchaseIntent,
  cause: string,
): Promise<WithdrawnCheckout> {
  const sessionId = intent.checkoutSessionId ?? (await openedSessionId(ctx, buyer, intent));
  if (sessionId === null) return { kind: "withdrawn" };
  const outcome = await expireSession(ctx, intent, sessionId);
  if (outcome === "complete") return { kind: "complete", sessionId };
  await closeIntent(ctx, intent, cause);
  return { kind: "withdrawn" };
}

async function expireSession(
  ctx: OpenSessionContext & SettleContext,
  intent: PurchaseIntent,
  sessionId: string,
): Promise<"expired" | "complete"> {
  try {
    if ((await ctx.commerce.expireCheckout(sessionId)) === "expired") return "expired";
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

async function openedSessionId(ctx: OpenSessionContext, buyer: Buyer, intent: PurchaseIntent): Promise<string | null> {
  const opened = await openSession(ctx, buyer, intent);
  return opened.kind === "open" ? opened.sessionId : null;
}
