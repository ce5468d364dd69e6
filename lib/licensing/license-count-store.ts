import type { Db } from "@/lib/db/client";

export async function countByState(db: Db): Promise<{ state: string; count: number }[]> {
  const groups = await db.license.groupBy({ by: ["state"], _count: { _all: true } });
  return groups.map((group) => ({ state: group.state, count: group._count._all }));
}

export async function countInLedger(db: Db): Promise<{ state: string; count: number }[]> {
  const groups = await db.scaleLicense.groupBy({ by: ["state"], _count: { _all: true } });
  return groups.map((group) => ({ state: group.state, count: group._count._all }));
}
