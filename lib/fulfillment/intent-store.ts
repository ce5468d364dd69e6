import type { Tx } from "@/lib/db/client";

export async function completeIntent(
  tx: Tx,
  { intentId, customerId, subject }: { intentId: string; customerId: string; subject: string },
): Promise<void> {
  await tx.purchaseIntent.updateMany({
    where: { id: intentId, customerId, status: { not: "COMPLETED" } },
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
