import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { MirroredIssues, MirroredOrder, MirroredSubscription } from "./describe-mirror-changes";

/** The subscription as the mirror has it; null when it has none. */
export async function selectMirroredSubscription(
  tx: Tx,
  provider: ProviderName,
  providerSubscriptionId: string,
): Promise<MirroredSubscription | null> {
  const found = await tx.subscription.findUnique({
    where: { provider_providerSubscriptionId: { provider, providerSubscriptionId } },
    include: { items: true },
  });
  return found && { ...found, items: found.items.map((item) => ({ ...item, id: item.providerItemId })) };
}

/** The mirror's own id of the subscription, under which pages show it. */
export async function selectMirrorId(
  tx: Tx,
  provider: ProviderName,
  providerSubscriptionId: string,
): Promise<string | null> {
  const where = { provider_providerSubscriptionId: { provider, providerSubscriptionId } };
  return (await tx.subscription.findUnique({ where, select: { id: true } }))?.id ?? null;
}

/** The order as the mirror has it; null when it has none. */
export async function selectMirroredOrder(
  tx: Tx,
  provider: ProviderName,
  providerOrderId: string,
): Promise<MirroredOrder | null> {
  const found = await tx.order.findUnique({
    where: { provider_providerOrderId: { provider, providerOrderId } },
    include: { lines: true },
  });
  if (!found) return null;
  const lines = found.lines.map((line) => ({ ...line, id: line.providerLineId }));
  return { ...found, totalMinor: Number(found.totalMinor), lines };
}

/** The purchase's refunds and disputes as the mirror has them. */
export async function selectMirroredIssues(tx: Tx, provider: ProviderName, subject: string): Promise<MirroredIssues> {
  const where = { provider, subject };
  const refunds = await tx.refund.findMany({ where });
  const disputes = await tx.dispute.findMany({ where });
  return {
    refunds: refunds.map(({ providerRefundId: id, status }) => ({ id, status })),
    disputes: disputes.map(({ providerDisputeId: id, status }) => ({ id, status })),
  };
}
