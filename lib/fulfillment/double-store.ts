import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";

/** What was bought for a second time, and what there was already. */
export type Double = { second: string; first: string; productName: string };

type Neighbor = { subject: string; productName: string; isEarlier: boolean };

/**
 * For each product of the subscription the live one of the same customer that began just before it, else the one that began
 * next: whatever order they are heard of in, each is the second of one pair at most.
 */
export async function selectDoubleSubscriptions(
  tx: Tx,
  { provider, id, customerId, subject }: { provider: ProviderName; id: string; customerId: string; subject: string },
): Promise<Double[]> {
  const neighbors = await tx.$queryRaw<Neighbor[]>`
    SELECT DISTINCT ON (product.id) product."displayName" AS "productName",
      lower(other.provider::text) || ':subscription:' || other."providerSubscriptionId" AS subject,
      (other."startedAt", other.id) < (this."startedAt", this.id) AS "isEarlier"
    FROM "Subscription" this
    JOIN "SubscriptionItem" item ON item."subscriptionId" = this.id
    JOIN "Offer" offer ON offer.id = item."offerId"
    JOIN "Product" product ON product.id = offer."productId"
    JOIN "Offer" sibling ON sibling."productId" = product.id
    JOIN "SubscriptionItem" same ON same."offerId" = sibling.id
    JOIN "Subscription" other ON other.id = same."subscriptionId"
    WHERE this.provider = ${provider}::"Provider" AND this."providerSubscriptionId" = ${id}
      AND other."customerId" = ${customerId}::uuid AND other.id <> this.id AND other."endedAt" IS NULL
      AND other.status IN ('trialing', 'active', 'past_due')
    ORDER BY product.id, "isEarlier" DESC, abs(extract(epoch FROM other."startedAt" - this."startedAt")), subject`;
  return neighbors.map(({ subject: other, productName, isEarlier }) =>
    isEarlier ? { second: subject, first: other, productName } : { second: other, first: subject, productName },
  );
}

/** What else was paid instead of, or through, the same checkout: it had been withdrawn, or it was paid twice. */
export async function selectTwinPurchases(
  tx: Tx,
  { intentId, customerId, subject }: { intentId: string; customerId: string; subject: string },
): Promise<Double[]> {
  return await tx.$queryRaw<Double[]>`
    SELECT DISTINCT greatest(twin.subject, ${subject}) AS second, least(twin.subject, ${subject}) AS first,
      product."displayName" AS "productName"
    FROM "PurchaseIntent" this
    JOIN "PurchaseIntent" twin ON twin."customerId" = this."customerId" AND twin."offerId" = this."offerId"
    JOIN "Offer" offer ON offer.id = this."offerId"
    JOIN "Product" product ON product.id = offer."productId"
    WHERE this.id = ${intentId}::uuid AND this."customerId" = ${customerId}::uuid AND twin.status = 'COMPLETED'
      AND twin.subject <> ${subject} AND split_part(twin.subject, ':', 2) = split_part(${subject}, ':', 2)
      AND (twin.id = this.id OR twin."createdAt" >= this."closedAt" OR twin."closedAt" <= this."createdAt")
    ORDER BY second, first`;
}
