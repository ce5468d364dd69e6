import type { Tx } from "@/lib/db/client";

/** One that was complete before there was any purchase, as while the money of a subscription's first order is awaited, gets it. */
export async function completeIntent(
  tx: Tx,
  { intentId, customerId, subject }: { intentId: string; customerId: string; subject: string },
): Promise<void> {
  await tx.purchaseIntent.updateMany({
    where: { id: intentId, customerId, OR: [{ status: { not: "COMPLETED" } }, { subject: null }] },
    data: { status: "COMPLETED", openSlot: null, checkoutUrl: null, subject },
  });
}

export async function closeOpenIntent(
  tx: Tx,
  { intentId, customerId, closedAt }: { intentId: string; customerId: string; closedAt: Date },
): Promise<void> {
  await tx.purchaseIntent.updateMany({
    where: { id: intentId, customerId, status: "OPEN" },
    data: { status: "CLOSED", openSlot: null, checkoutUrl: null, closedAt },
  });
}
