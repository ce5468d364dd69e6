import type { Subject } from "@/lib/commerce/subject";
import { formatSubject } from "@/lib/commerce/subject";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { assertNever } from "@/lib/kernel/assert-never";
import type { MirroredSubscription } from "./mirrored-subscription";

/** More subscriptions than one customer has, and more lines than one purchase has. */
const longestList = 200;

const columns = {
  id: true,
  provider: true,
  providerSubscriptionId: true,
  customerId: true,
  status: true,
  endedAt: true,
  cancelAtPeriodEnd: true,
  currentPeriodEnd: true,
  items: { select: { offerId: true, quantity: true } },
} as const satisfies Prisma.SubscriptionSelect;

export function selectSubscriptions(db: Db | Tx, customerId: string): Promise<MirroredSubscription[]> {
  return db.subscription.findMany({
    where: { customerId },
    orderBy: { startedAt: "desc" },
    take: longestList,
    select: columns,
  });
}

/** The products, by name, of which the customer had a trial: by what a subscription is now, and by what it was bought as. */
export async function selectTriedProducts(db: Db | Tx, customerId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ productName: string }[]>`
    SELECT DISTINCT product."productName" FROM "Subscription" subscription
    JOIN "Product" product ON product.id IN (
      SELECT offer."productId" FROM "SubscriptionItem" item JOIN "Offer" offer ON offer.id = item."offerId"
      WHERE item."subscriptionId" = subscription.id
      UNION
      SELECT offer."productId" FROM "PurchaseIntent" intent JOIN "Offer" offer ON offer.id = intent."offerId"
      WHERE intent."customerId" = subscription."customerId"
        AND intent.subject = lower(subscription.provider::text) || ':subscription:' || subscription."providerSubscriptionId")
    WHERE subscription."customerId" = ${customerId}::uuid AND subscription."trialEnd" IS NOT NULL`;
  return rows.map((row) => row.productName);
}

/** The mirrored status of the purchase, in the provider's words; null when there is no mirror yet. */
export async function selectMirroredStatus(db: Db, subject: Subject): Promise<string | null> {
  const { provider, id } = subject;
  const select = { status: true } as const;
  switch (subject.kind) {
    case "subscription": {
      const where = { provider_providerSubscriptionId: { provider, providerSubscriptionId: id } };
      return (await db.subscription.findUnique({ where, select }))?.status ?? null;
    }
    case "order": {
      const where = { provider_providerOrderId: { provider, providerOrderId: id } };
      return (await db.order.findUnique({ where, select }))?.status ?? null;
    }
    default:
      return assertNever(subject.kind);
  }
}

/** The licenses that serve the purchase, by the grant ledger. */
export async function selectGrantedLicenseIds(db: Db, subject: Subject): Promise<string[]> {
  const grants = await db.grant.findMany({
    where: { provider: subject.provider, subject: formatSubject(subject) },
    take: longestList,
    select: { licenseId: true },
  });
  return grants.map((grant) => grant.licenseId);
}
