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

export function findDefaultContainer(db: Db | Tx, licenseeId: string) {
  return db.licenseContainer.findUnique({ where: { defaultOf: licenseeId } });
}

export function insertContainer(tx: Tx, row: Prisma.LicenseContainerCreateManyInput) {
  return tx.licenseContainer.create({ data: row });
}
