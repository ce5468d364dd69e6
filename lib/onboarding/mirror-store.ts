import type { Subject } from "@/lib/commerce/subject";
import { formatSubject } from "@/lib/commerce/subject";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { assertNever } from "@/lib/kernel/assert-never";
import type { MirroredSubscription } from "./mirrored-subscription";

/** More subscriptions than one customer has, and more lines than one purchase has. */
const longestList = 200;

const columns = {
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
