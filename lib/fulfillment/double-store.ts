import type { Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";

/** Another subscription of the same product that the customer has, as far as we last saw, and the product's name. */
export type OtherSubscription = { subject: string; productName: string };

export async function selectOtherSubscriptions(
  tx: Tx,
  { provider, id, customerId }: { provider: ProviderName; id: string; customerId: string },
): Promise<OtherSubscription[]> {
  return await tx.$queryRaw<OtherSubscription[]>`
    SELECT DISTINCT lower(other.provider::text) || ':subscription:' || other."providerSubscriptionId" AS subject,
      product."displayName" AS "productName"
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
    ORDER BY subject`;
}

/** What else was paid instead of, or through, the same checkout: it had been withdrawn, or it was paid twice. */
export async function selectTwinPurchases(
  tx: Tx,
  { intentId, customerId, subject }: { intentId: string; customerId: string; subject: string },
): Promise<OtherSubscription[]> {
  return await tx.$queryRaw<OtherSubscription[]>`
    SELECT DISTINCT twin.subject, product."displayName" AS "productName"
    FROM "PurchaseIntent" this
    JOIN "PurchaseIntent" twin ON twin."customerId" = this."customerId" AND twin."offerId" = this."offerId"
    JOIN "Offer" offer ON offer.id = this."offerId"
    JOIN "Product" product ON product.id = offer."productId"
    WHERE this.id = ${intentId}::uuid AND this."customerId" = ${customerId}::uuid AND twin.status = 'COMPLETED'
      AND twin.subject <> ${subject} AND split_part(twin.subject, ':', 2) = split_part(${subject}, ':', 2)
      AND (twin.id = this.id OR twin."createdAt" >= this."closedAt" OR twin."closedAt" <= this."createdAt")
    ORDER BY subject`;
}
