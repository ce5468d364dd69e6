import type { Db } from "@/lib/db/client";

export async function writeHeartbeat(db: Db, workerId: string, startedAt: Date, now: Date): Promise<void> {
  await db.workerHeartbeat.upsert({
    where: { workerId },
    create: { workerId, startedAt, seenAt: now },
    update: { seenAt: now },
  });
}

export async function deleteHeartbeats(db: Db, where: { workerId: string } | { seenBefore: Date }): Promise<void> {
  await db.workerHeartbeat.deleteMany({
    where: "workerId" in where ? where : { seenAt: { lt: where.seenBefore } },
  });
}

export async function selectLatestHeartbeat(db: Db): Promise<Date | null> {
  const latest = await db.workerHeartbeat.findFirst({ orderBy: { seenAt: "desc" }, select: { seenAt: true } });
  return latest?.seenAt ?? null;
}
