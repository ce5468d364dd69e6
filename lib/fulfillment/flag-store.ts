import type { Db, Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";

export type NewFlag = { key: string; subject: string; customerId: string | null; reason: string };

export async function insertFlag(db: Db | Tx, flag: NewFlag, raisedAt: Date): Promise<boolean> {
  const { count } = await db.supportFlag.createMany({
    data: [{ id: newId(), ...flag, raisedAt }],
    skipDuplicates: true,
  });
  return count === 1;
}
