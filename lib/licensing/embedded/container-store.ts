import type { Db, Tx } from "@/lib/db/client";
import type { LicenseContainer as ContainerRow, Prisma } from "@/lib/db/generated/client";
import type { LicenseContainer } from "../entities";

function toContainer({ defaultOf, ...row }: ContainerRow): LicenseContainer {
  return { ...row, usedAsDefault: defaultOf !== null };
}

export async function findContainer(
  db: Db | Tx,
  where: Prisma.LicenseContainerWhereUniqueInput,
): Promise<LicenseContainer | null> {
  const row = await db.licenseContainer.findUnique({ where });
  return row && toContainer(row);
}

export function findDefaultContainer(db: Db | Tx, licenseeId: string): Promise<LicenseContainer | null> {
  return findContainer(db, { defaultOf: licenseeId });
}

export async function findContainers(
  db: Db | Tx,
  licenseeId: string,
  terms: Pick<Prisma.LicenseContainerFindManyArgs, "skip" | "take" | "orderBy">,
): Promise<LicenseContainer[]> {
  const rows = await db.licenseContainer.findMany({ where: { licenseeId }, ...terms });
  return rows.map(toContainer);
}

export async function insertContainer(
  tx: Tx,
  row: Prisma.LicenseContainerUncheckedCreateInput,
): Promise<LicenseContainer> {
  return toContainer(await tx.licenseContainer.create({ data: row }));
}

export async function updateContainer(
  tx: Tx,
  id: string,
  changes: { name?: string; defaultOf?: string | null },
): Promise<LicenseContainer> {
  return toContainer(await tx.licenseContainer.update({ where: { id }, data: changes }));
}

/** The present default is one no more; whoever calls makes another one the default in the same transaction. */
export async function clearDefault(tx: Tx, licenseeId: string): Promise<void> {
  await tx.licenseContainer.updateMany({ where: { defaultOf: licenseeId }, data: { defaultOf: null } });
}

/** Its licenses and access go with it. */
export async function deleteContainerRow(tx: Tx, id: string): Promise<void> {
  await tx.licenseContainer.deleteMany({ where: { id } });
}
