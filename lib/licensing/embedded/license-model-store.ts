import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { LicenseModel } from "../entities";

export function findModel(db: Db | Tx, id: string): Promise<LicenseModel | null> {
  return db.licenseModel.findUnique({ where: { id } });
}

export function findModels(
  db: Db | Tx,
  terms: Pick<Prisma.LicenseModelFindManyArgs, "skip" | "take" | "orderBy">,
): Promise<LicenseModel[]> {
  return db.licenseModel.findMany(terms);
}

export function insertModel(tx: Tx, row: Prisma.LicenseModelUncheckedCreateInput): Promise<LicenseModel> {
  return tx.licenseModel.create({ data: row });
}

export async function updateModel(
  tx: Tx,
  id: string,
  changes: Prisma.LicenseModelUpdateInput,
): Promise<LicenseModel | null> {
  const [updated] = await tx.licenseModel.updateManyAndReturn({ where: { id }, data: changes });
  return updated ?? null;
}

export async function isModelInUse(tx: Tx, licenseModelId: string): Promise<boolean> {
  return (await tx.productConfiguration.count({ where: { licenseModelId } })) > 0;
}

export async function deleteModelRow(tx: Tx, id: string): Promise<void> {
  await tx.licenseModel.deleteMany({ where: { id } });
}
