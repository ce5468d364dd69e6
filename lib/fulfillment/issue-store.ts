import type { PaymentIssues } from "@/lib/commerce/payment-issues";
import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";

/** The purchase's payments that had a refund or a dispute when they were last looked at. */
export async function selectIssuePayments(tx: Tx, provider: ProviderName, subject: string): Promise<string[]> {
  const query = { where: { provider, subject }, select: { paymentId: true }, distinct: ["paymentId" as const] };
  const [refunds, disputes] = [await tx.refund.findMany(query), await tx.dispute.findMany(query)];
  return [...refunds, ...disputes].map((row) => row.paymentId);
}

/** Mirrors refunds and disputes of a purchase. */
export async function writeIssues(
  tx: Tx,
  mirror: { provider: ProviderName; subject: string; customerId: string; readAt: Date },
  { refunds, disputes }: PaymentIssues,
): Promise<void> {
  const { provider, subject } = mirror;
  for (const { id: providerRefundId, ...refund } of refunds) {
    await tx.refund.upsert({
      where: { provider_subject_providerRefundId: { provider, subject, providerRefundId } },
      create: { id: newId(), providerRefundId, ...mirror, ...refund },
      update: { ...mirror, ...refund },
      select: { id: true },
    });
  }
  for (const { id: providerDisputeId, ...dispute } of disputes) {
    await tx.dispute.upsert({
      where: { provider_subject_providerDisputeId: { provider, subject, providerDisputeId } },
      create: { id: newId(), providerDisputeId, ...mirror, ...dispute },
      update: { ...mirror, ...dispute },
      select: { id: true },
    });
  }
}
