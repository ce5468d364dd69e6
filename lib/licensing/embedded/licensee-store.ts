import type { Db, Tx } from "@/lib/db/client";
import { Prisma, type Licensee as LicenseeRow } from "@/lib/db/generated/client";
import type { Licensee } from "../licensee";

export function toLicensee(row: LicenseeRow): Licensee {
  const { id, type, name, displayName, naturalId, email, externalReference } = row;
  return { id, type, name, displayName, naturalId, email, externalReference };
}

export function findLicenseeRow(db: Db | Tx, where: Prisma.LicenseeWhereUniqueInput) {
  return db.licensee.findUnique({ where });
}

/** The new row, or null when any of its unique values is taken; the transaction stays usable either way. */
export async function insertLicensee(tx: Tx, row: Prisma.LicenseeCreateManyInput) {
  const [inserted] = await tx.licensee.createManyAndReturn({ data: [row], skipDuplicates: true });
  return inserted ?? null;
}

/** Containers, access and licenses go with it. */
export async function deleteLicensee(tx: Tx, id: string) {
  await tx.licensee.delete({ where: { id } });
}

export async function updateLicenseeRow(
  tx: Tx,
  id: string,
  changes: Prisma.LicenseeUpdateInput,
): Promise<LicenseeRow | null> {
  const [updated] = await tx.licensee.updateManyAndReturn({ where: { id }, data: changes });
  return updated ?? null;
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

export function findDefaultContainer(db: Db | Tx, licenseeId: string) {
  return db.licenseContainer.findUnique({ where: { defaultOf: licenseeId } });
}

export function insertContainer(tx: Tx, row: Prisma.LicenseContainerCreateManyInput) {
  return tx.licenseContainer.create({ data: row });
}
