import type { PaymentIssues } from "@/lib/commerce/payment-issues";
import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";

/**
 * The purchase's payments that had a refund or a dispute when they were last looked at, and those that could not be
 * looked at with effect yet.
 */
export async function selectIssuePayments(tx: Tx, provider: ProviderName, subject: string): Promise<string[]> {
  const query = { where: { provider, subject }, select: { paymentId: true }, distinct: ["paymentId" as const] };
  const [refunds, disputes] = [await tx.refund.findMany(query), await tx.dispute.findMany(query)];
  return [...refunds, ...disputes, ...(await tx.purchasePayment.findMany(query))].map((row) => row.paymentId);
}

export async function insertPayments(
  tx: Tx,
  { provider, subject, payments }: { provider: ProviderName; subject: string; payments: readonly string[] },
): Promise<void> {
  const data = payments.map((paymentId) => ({ provider, subject, paymentId }));
  await tx.purchasePayment.createMany({ data, skipDuplicates: true });
}

/** Forgets them, and answers with which they were. */
export async function takePayments(tx: Tx, provider: ProviderName, subject: string): Promise<string[]> {
  const where = { provider, subject };
  const rows = await tx.purchasePayment.findMany({ where, orderBy: { paymentId: "asc" } });
  if (rows.length > 0) await tx.purchasePayment.deleteMany({ where });
  return rows.map((row) => row.paymentId);
}

/** Mirrors refunds and disputes of a purchase. */
export async function writeIssues(
  tx: Tx,
  mirror: { provider: ProviderName; subject: string; customerId: string; readAt: Date },
  { refunds, disputes }: PaymentIssues,
): Promise<void> {
  const { provider, subject } = mirror;
  for (const { id: providerRefundId, amountsMinor: _each, ...refund } of refunds) {
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
