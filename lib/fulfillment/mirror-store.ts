import type { Order } from "@/lib/commerce/order";
import type { Subscription } from "@/lib/commerce/subscription";
import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";

type Mirror = { provider: ProviderName; customerId: string; readAt: Date };
type OfferIdOf = (providerPriceId: string) => string | null;

export async function writeSubscription(
  tx: Tx,
  mirror: Mirror,
  { id: providerSubscriptionId, items, buyer: _buyer, ...state }: Subscription,
  offerIdOf: OfferIdOf,
): Promise<void> {
  const { provider } = mirror;
  const { id: subscriptionId } = await tx.subscription.upsert({
    where: { provider_providerSubscriptionId: { provider, providerSubscriptionId } },
    create: { id: newId(), providerSubscriptionId, ...mirror, ...state },
    update: { ...mirror, ...state },
    select: { id: true },
  });
  await tx.subscriptionItem.deleteMany({
    where: { subscriptionId, providerItemId: { notIn: items.map((item) => item.id) } },
  });
  for (const { id: providerItemId, ...item } of items) {
    const values = { ...item, offerId: offerIdOf(item.providerPriceId) };
    await tx.subscriptionItem.upsert({
      where: { subscriptionId_providerItemId: { subscriptionId, providerItemId } },
      create: { id: newId(), subscriptionId, providerItemId, ...values },
      update: values,
    });
  }
}

export async function writeOrder(tx: Tx, mirror: Mirror, order: Order, offerIdOf: OfferIdOf): Promise<void> {
  const { provider } = mirror;
  const { id: providerOrderId, lines, buyer: _, paidMinor: _paid, hasPaymentIssues: _issues, ...rest } = order;
  const { doubts: _doubts, ...state } = rest;
  const { id: orderId } = await tx.order.upsert({
    where: { provider_providerOrderId: { provider, providerOrderId } },
    create: { id: newId(), providerOrderId, ...mirror, ...state },
    update: { ...mirror, ...state },
    select: { id: true },
  });
  for (const { id: providerLineId, ...line } of lines) {
    const values = { ...line, offerId: offerIdOf(line.providerPriceId) };
    await tx.orderLine.upsert({
      where: { orderId_providerLineId: { orderId, providerLineId } },
      create: { id: newId(), orderId, providerLineId, ...values },
      update: values,
    });
  }
}
