import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export function insertAuditEntry(db: Db | Tx, entry: Prisma.AuditEntryUncheckedCreateInput) {
  return db.auditEntry.create({ data: entry });
}
