import type { Db, Tx } from "@/lib/db/client";
import type { InboxStatus, Prisma } from "@/lib/db/generated/client";

/** The rows that were not there before; an event that was stored earlier is left as it is. */
export function insertEvents(
  db: Db | Tx,
  rows: Prisma.InboxEventCreateManyInput[],
): Promise<{ eventId: string; subject: string | null }[]> {
  return db.inboxEvent.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { eventId: true, subject: true },
  });
}

export async function selectOpenEventIds(db: Db | Tx, subject: string): Promise<string[]> {
  const rows = await db.inboxEvent.findMany({
    where: { subject, status: { in: ["WAITING", "PARKED"] } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

export async function updateEvents(
  db: Db | Tx,
  where: Prisma.InboxEventWhereInput,
  changes: Prisma.InboxEventUpdateManyMutationInput,
): Promise<number> {
  const { count } = await db.inboxEvent.updateMany({ where, data: { ...changes, attempts: { increment: 1 } } });
  return count;
}

export async function countByStatus(db: Db): Promise<{ status: InboxStatus; count: number }[]> {
  const groups = await db.inboxEvent.groupBy({ by: ["status"], _count: { _all: true } });
  return groups.map((group) => ({ status: group.status, count: group._count._all }));
}
