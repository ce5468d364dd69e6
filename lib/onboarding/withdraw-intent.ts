import { closeIntent } from "./close-intent";
import { type Buyer, openSession, type OpenSessionContext } from "./open-session";
import type { PurchaseIntent } from "./purchase-intent";
import { type WithdrawContext, type WithdrawnCheckout, withdrawSession } from "./withdraw-session";

/**
 * Makes sure that nobody can pay for this intent any more; `complete` when the payment came first. A session that
 * another call is just opening is opened to its end, so that it can be closed. Throws `AdapterError`.
 */
export async function withdrawIntent(
  ctx: OpenSessionContext & WithdrawContext,
  buyer: Buyer,
  intent: PurchaseIntent,
  cause: string,
): Promise<WithdrawnCheckout> {
  if (intent.checkoutSessionId === null && intent.provider !== buyer.provider) {
    // At another provider it can't be opened for this buyer, and nobody was ever given its address.
    await closeIntent(ctx, intent, cause);
    return { kind: "withdrawn" };
  }
  const sessionId = intent.checkoutSessionId ?? (await openedSessionId(ctx, buyer, intent));
  return sessionId === null ? { kind: "withdrawn" } : await withdrawSession(ctx, intent, sessionId, cause);
}

async function openedSessionId(ctx: OpenSessionContext, buyer: Buyer, intent: PurchaseIntent): Promise<string | null> {
  const opened = await openSession(ctx, buyer, intent, "occupied");
  return opened.kind === "open" ? opened.sessionId : null;
}
