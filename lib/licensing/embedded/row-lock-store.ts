import type { Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const tables = {
  licensee: Prisma.sql`"Licensee"`,
  container: Prisma.sql`"LicenseContainer"`,
  consumer: Prisma.sql`"LicenseConsumer"`,
  license: Prisma.sql`"License"`,
  product: Prisma.sql`"LicensedProduct"`,
  configuration: Prisma.sql`"ProductConfiguration"`,
  model: Prisma.sql`"LicenseModel"`,
};

const strengths = {
  /** It can't be deleted meanwhile. */
  keep: Prisma.sql`FOR KEY SHARE`,
  /** Nobody else changes it meanwhile. */
  change: Prisma.sql`FOR NO KEY UPDATE`,
  /** Nobody else comes to refer to it meanwhile, either. */
  delete: Prisma.sql`FOR UPDATE`,
};

/** Holds the row until the transaction ends; false when there is none. */
export async function lockRow(
  tx: Tx,
  strength: keyof typeof strengths,
  table: keyof typeof tables,
  id: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM ${tables[table]} WHERE "id" = ${id}::uuid ${strengths[strength]}`;
  return rows.length > 0;
}
