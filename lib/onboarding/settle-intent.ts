import { recordAudit } from "@/lib/audit/record-audit";
import type { Checkout } from "@/lib/commerce/commerce-port";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { closeIntent } from "./close-intent";
import { commerceAt, type CommerceOf } from "./commerce-at";
import { completeIntent } from "./intent-store";
import type { PurchaseIntent } from "./purchase-intent";

export type SettleContext = { db: Db; commerce: CommerceOf<"readCheckout">; now: Clock; actor: Actor };

export type SettledCheckout =
  | { kind: "open"; url: string | null }
  | { kind: "complete"; sessionId: string; subject: Subject | null }
  /** Nobody paid, and nobody can any more. */
  | { kind: "closed" };

/** Asks the provider what became of the checkout, and writes it down; the slot is free unless it is still open. */
export async function settleIntent(
  ctx: SettleContext,
  intent: PurchaseIntent,
  sessionId: string,
): Promise<SettledCheckout> {
  const checkout = await commerceAt(ctx.commerce, intent.provider).readCheckout(sessionId);
  switch (checkout?.status) {
    case "open":
      return { kind: "open", url: checkout.url };
    case "complete":
      await complete(ctx, intent, checkout);
      return { kind: "complete", sessionId, subject: checkout.subject };
    default:
      await closeIntent(ctx, intent, checkout ? "the checkout expired" : "the provider does not know the checkout");
      return { kind: "closed" };
  }
}

async function complete(ctx: SettleContext, intent: PurchaseIntent, checkout: Checkout): Promise<void> {
  const subject = checkout.subject && formatSubject(checkout.subject);
  await ctx.db.$transaction(async (tx) => {
    if (!(await completeIntent(tx, intent.id, subject))) return;
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "checkout.completed",
      entity: "purchase_intent",
      entityId: intent.id,
      customerId: intent.customerId,
      after: { sessionId: checkout.sessionId, subject },
      cause: "the provider says that the checkout is complete",
    });
  });
}
