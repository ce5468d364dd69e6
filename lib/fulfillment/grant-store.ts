import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import type { LineTerms } from "./held-license";

export type GrantRow = LineTerms & { customerId: string; licenseId: string };

const terms = {
  line: true,
  sku: true,
  providerPriceId: true,
  seatsPerUnit: true,
  validUntil: true,
  endedAt: true,
  suspendedAt: true,
} as const;
const columns = { ...terms, customerId: true, licenseId: true } as const;

export function selectGrants(tx: Tx, provider: ProviderName, subject: string): Promise<GrantRow[]> {
  return tx.grant.findMany({
    where: { provider, subject },
    orderBy: { line: "asc" },
    select: columns,
  });
}

export async function upsertGrant(
  tx: Tx,
  key: { provider: ProviderName; subject: string },
  grant: GrantRow,
): Promise<void> {
  const { line, ...values } = grant;
  await tx.grant.upsert({
    where: { provider_subject_line: { ...key, line } },
    create: { id: newId(), ...key, ...grant },
    update: values,
  });
}

/** Which purchase the license serves; null when it serves none, e.g. one that support issued by hand. */
export function selectGrantOf(db: Db | Tx, licenseId: string): Promise<{ subject: string; customerId: string } | null> {
  return db.grant.findUnique({ where: { licenseId }, select: { subject: true, customerId: true } });
}

/** From now on fulfillment decides whether the revoked license comes back. */
export async function markEnded(tx: Tx, licenseId: string, endedAt: Date): Promise<void> {
  await tx.grant.updateMany({ where: { licenseId, endedAt: null }, data: { endedAt } });
}
