import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export function findScaleJwtKey(db: Db, { issuer, keyId }: { issuer: string; keyId: string }) {
  return db.apiKey.findFirst({ where: { use: "VERIFY_SCALE_JWT", issuer, keyId } });
}

export function findIdTokenKeys(db: Db, issuer: string) {
  return db.apiKey.findMany({ where: { use: "VERIFY_ID_TOKEN", issuer } });
}

export function listAllApiKeys(db: Db) {
  return db.apiKey.findMany({ omit: { publicKey: true, modified: true }, orderBy: { created: "asc" } });
}

/** False when the issuer has a key with this id. */
export async function insertApiKey(tx: Tx, row: Prisma.ApiKeyCreateManyInput): Promise<boolean> {
  const { count } = await tx.apiKey.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

export async function deleteApiKey(tx: Tx, id: string) {
  const found = await tx.apiKey.findUnique({ where: { id } });
  const { count } = await tx.apiKey.deleteMany({ where: { id } });
  return count === 1 ? found : null;
}
