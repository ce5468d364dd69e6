import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { LicensedProduct, ProductConfiguration } from "../entities";

const shape = {
  configurations: { orderBy: [{ created: "asc" }, { id: "asc" }] },
} satisfies Prisma.LicensedProductInclude;
type Terms = Pick<Prisma.ProductConfigurationFindManyArgs, "skip" | "take" | "orderBy">;

export function findProduct(db: Db | Tx, id: string): Promise<LicensedProduct | null> {
  return db.licensedProduct.findUnique({ where: { id }, include: shape });
}

export function findProducts(
  db: Db | Tx,
  terms: Pick<Prisma.LicensedProductFindManyArgs, "skip" | "take" | "orderBy">,
): Promise<LicensedProduct[]> {
  return db.licensedProduct.findMany({ ...terms, include: shape });
}

export async function insertProduct(tx: Tx, row: Prisma.LicensedProductUncheckedCreateInput): Promise<void> {
  await tx.licensedProduct.create({ data: row, select: { id: true } });
}

export async function updateProduct(tx: Tx, id: string, changes: Prisma.LicensedProductUpdateInput): Promise<boolean> {
  const { count } = await tx.licensedProduct.updateMany({ where: { id }, data: changes });
  return count > 0;
}

/** Its configurations and their activation codes go with it. */
export async function deleteProductRow(db: Db | Tx, id: string): Promise<boolean> {
  const { count } = await db.licensedProduct.deleteMany({ where: { id } });
  return count > 0;
}

export function findConfiguration(
  db: Db | Tx,
  where: { id: string; productId?: string },
): Promise<ProductConfiguration | null> {
  return db.productConfiguration.findFirst({ where });
}

export function findConfigurations(
  db: Db | Tx,
  where: { productId: string } | { externalReference: string },
  terms: Terms,
): Promise<ProductConfiguration[]> {
  const condition = "productId" in where ? where : { externalReferences: { has: where.externalReference } };
  return db.productConfiguration.findMany({ where: condition, ...terms });
}

export function insertConfiguration(
  tx: Tx,
  row: Prisma.ProductConfigurationUncheckedCreateInput,
): Promise<ProductConfiguration> {
  return tx.productConfiguration.create({ data: row });
}

export async function updateConfiguration(
  tx: Tx,
  { id, productId }: { id: string; productId: string },
  changes: Prisma.ProductConfigurationUncheckedUpdateManyInput,
): Promise<ProductConfiguration | null> {
  const [updated] = await tx.productConfiguration.updateManyAndReturn({ where: { id, productId }, data: changes });
  return updated ?? null;
}

/** Its activation codes go with it. */
export async function deleteConfigurationRow(db: Db | Tx, where: { id: string; productId: string }): Promise<boolean> {
  const { count } = await db.productConfiguration.deleteMany({ where });
  return count > 0;
}

/** The configuration with all that a license copies from it. */
export function findConfigurationToIssue(tx: Tx, id: string) {
  return tx.productConfiguration.findUnique({ where: { id }, include: { product: true, licenseModel: true } });
}
