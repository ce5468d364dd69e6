import type { Db, Tx } from "@/lib/db/client";
import type { Licensee as LicenseeRow, Prisma } from "@/lib/db/generated/client";
import type { Licensee } from "../licensee";

export function toLicensee(row: LicenseeRow): Licensee {
  const { id, type, name, displayName, naturalId, email, externalReference } = row;
  return { id, type, name, displayName, naturalId, email, externalReference };
}

export function findLicenseeRow(db: Db | Tx, where: Prisma.LicenseeWhereUniqueInput) {
  return db.licensee.findUnique({ where });
}

export function findLicenseeRows(db: Db | Tx, ids: string[]) {
  return db.licensee.findMany({ where: { id: { in: ids } } });
}

export async function licenseeExists(db: Db | Tx, id: string): Promise<boolean> {
  return (await db.licensee.count({ where: { id } })) > 0;
}

export function insertLicensee(tx: Tx, row: Prisma.LicenseeUncheckedCreateInput) {
  return tx.licensee.create({ data: row });
}

export async function updateLicenseeRow(
  tx: Tx,
  id: string,
  changes: Prisma.LicenseeUpdateInput,
): Promise<LicenseeRow | null> {
  const [updated] = await tx.licensee.updateManyAndReturn({ where: { id }, data: changes });
  return updated ?? null;
}

/** Containers, access and licenses go with it. */
export async function deleteLicenseeRow(db: Db | Tx, where: Prisma.LicenseeWhereInput): Promise<boolean> {
  const { count } = await db.licensee.deleteMany({ where });
  return count > 0;
}
