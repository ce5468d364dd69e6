import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { closeOpenIntent } from "./intent-store";
import type { PurchaseIntent } from "./purchase-intent";

/**
 * Frees the intent's slot; the checkout session, if there is one, must be closed at the provider before. An intent that
 * is not open any more stays as it is.
 */
export async function closeIntent(
  ctx: { db: Db; now: Clock; actor: Actor },
  intent: PurchaseIntent,
  cause: string,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if (!(await closeOpenIntent(tx, intent.id, ctx.now()))) return;
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "checkout.closed",
      entity: "purchase_intent",
      entityId: intent.id,
      customerId: intent.customerId,
      before: { quantity: intent.quantity, sessionId: intent.checkoutSessionId },
      cause,
    });
  });
}
