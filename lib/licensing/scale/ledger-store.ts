import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/kernel/ids";
import type { LicenseState } from "../license";
import type { LedgerChange } from "./decide-ledger-change";
import { ledgerTerms, type LedgerIssue, type LedgerLicense } from "./ledger";

const shape = { issues: { orderBy: { sequence: "asc" } } } satisfies Prisma.ScaleLicenseInclude;

type Row = Prisma.ScaleLicenseGetPayload<{ include: typeof shape }>;

const states = { VALID: "valid", SUSPENDED: "suspended", REVOKED: "revoked" } as const;
const stored = { valid: "VALID", suspended: "SUSPENDED", revoked: "REVOKED" } as const satisfies Record<
  LicenseState,
  string
>;

function toLedger({ terms, state, issues, ...row }: Row): LedgerLicense {
  return {
    ...row,
    terms: ledgerTerms.parse(terms),
    state: states[state],
    issues: issues.map(({ licenseId: _license, sequence: _sequence, ...issue }) => issue),
  };
}

/** Newest first. */
export async function findLedger(db: Db, where: Prisma.ScaleLicenseWhereInput): Promise<LedgerLicense[]> {
  const rows = await db.scaleLicense.findMany({
    where,
    include: shape,
    orderBy: [{ created: "desc" }, { id: "desc" }],
  });
  return rows.map(toLedger);
}

export type NewLedgerLicense = Pick<
  LedgerLicense,
  "id" | "licenseeId" | "purchase" | "line" | "terms" | "qty" | "validUntil" | "created"
>;

export async function insertLedger(db: Db, license: NewLedgerLicense): Promise<LedgerLicense> {
  const terms = { ...license.terms, validFrom: license.terms.validFrom.toISOString() };
  return toLedger(await db.scaleLicense.create({ data: { ...license, terms }, include: shape }));
}

/** A license that others issued; false when it was noted meanwhile. */
export async function insertForeign(
  db: Db,
  license: NewLedgerLicense,
  known: { remoteId: string; writtenUntil: Date | null },
): Promise<boolean> {
  const { id, terms, ...row } = license;
  const issue = { id: newId(), qty: license.qty, askedAt: license.created, ...known };
  const data = { id, ...row, terms: { ...terms, validFrom: terms.validFrom.toISOString() }, appliedRevision: 1 };
  return await unlessTaken(() => db.scaleLicense.create({ data: { ...data, issues: { create: issue } } }));
}

/** False when the ledger has changed since. */
export async function changeLedger(
  db: Db,
  { id, revision }: Pick<LedgerLicense, "id" | "revision">,
  { state, ...change }: LedgerChange,
): Promise<boolean> {
  const { count } = await db.scaleLicense.updateMany({
    where: { id, revision },
    data: { ...change, ...(state && { state: stored[state] }), revision: { increment: 1 } },
  });
  return count === 1;
}

/** False when something else was asked for meanwhile. */
export async function markApplied(db: Db, { id, revision }: Pick<LedgerLicense, "id" | "revision">): Promise<boolean> {
  const { count } = await db.scaleLicense.updateMany({ where: { id, revision }, data: { appliedRevision: revision } });
  return count === 1;
}

/** Before 10Duke Scale is asked; null while another answer is waited for. */
export async function insertIssue(
  db: Db,
  licenseId: string,
  { qty, askedAt }: { qty: number; askedAt: Date },
): Promise<LedgerIssue | null> {
  const issue = { id: newId(), qty, askedAt, remoteId: null, writtenUntil: null, supersededAt: null };
  return (await unlessTaken(() => db.scaleIssue.create({ data: { licenseId, ...issue } }))) ? issue : null;
}

/** False when another entry has that license already. */
export function noteAnswer(
  db: Db,
  id: string,
  answer: { remoteId: string; writtenUntil: Date | null },
): Promise<boolean> {
  return unlessTaken(() => db.scaleIssue.update({ where: { id }, data: answer }));
}

export async function noteEnd(db: Db, id: string, writtenUntil: Date | null): Promise<void> {
  await db.scaleIssue.updateMany({ where: { id }, data: { writtenUntil } });
}

export async function noteSuperseded(db: Db, id: string, supersededAt: Date): Promise<void> {
  await db.scaleIssue.updateMany({ where: { id }, data: { supersededAt } });
}

/** What was asked for and surely never came to be. */
export async function deleteIssue(db: Db, id: string): Promise<void> {
  await db.scaleIssue.deleteMany({ where: { id, remoteId: null } });
}

/** Which of these licenses in 10Duke Scale some entry has. */
export async function findKnownRemoteIds(db: Db, remoteIds: string[]): Promise<Set<string>> {
  const rows = await db.scaleIssue.findMany({ where: { remoteId: { in: remoteIds } }, select: { remoteId: true } });
  return new Set(rows.flatMap(({ remoteId }) => remoteId ?? []));
}

async function unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return false;
    throw error;
  }
}
