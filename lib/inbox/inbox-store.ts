import type { Db, Tx } from "@/lib/db/client";
import type { InboxStatus, Prisma } from "@/lib/db/generated/client";
import { defaultMaxAttempts } from "@/lib/jobs/job";
import type { ProviderName } from "@/lib/kernel/actor";

export type NewEvent = {
  id: string;
  eventId: string;
  type: string;
  apiVersion: string | null;
  occurredAt: Date;
  subject: string | null;
  status: "WAITING" | "IGNORED" | "PARKED";
  reason: string | null;
  /** Null: the whole body. */
  rawBody: string | null;
};

/**
 * Inserts what is not there yet and queues the subjects of what was inserted; answers with how many that were. One
 * statement, so one transaction and one round trip: it is what providers wait for. Subjects in one order, so that two
 * batches never wait for each other.
 */
export async function insertAndQueue(
  db: Db,
  input: { provider: ProviderName; rawBody: string; events: NewEvent[]; now: Date; caughtUp: boolean },
): Promise<number> {
  const { provider, rawBody, events, now, caughtUp } = input;
  const origin = ` from ${provider.toLowerCase()}`;
  const [row] = await db.$queryRaw<{ stored: number; queued: number }[]>`
    WITH incoming AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS event (
        id uuid, "eventId" text, type text, "apiVersion" text, "occurredAt" timestamptz, subject text,
        status "InboxStatus", reason text, "rawBody" text)
    ), fresh AS (
      INSERT INTO "InboxEvent" (id, provider, "eventId", type, "apiVersion", "occurredAt", subject, status, reason,
        "rawBody", "receivedAt", "handledAt", "caughtUp")
      SELECT id, ${provider}::"Provider", "eventId", type, "apiVersion", "occurredAt", subject, status, reason,
        coalesce("rawBody", ${rawBody}), ${now}::timestamptz,
        CASE WHEN status <> 'WAITING' THEN ${now}::timestamptz END, ${caughtUp}
      FROM incoming ORDER BY "eventId"
      ON CONFLICT (provider, "eventId") DO NOTHING RETURNING "eventId", subject
    ), subjects AS (
      SELECT subject, max("eventId") AS event FROM fresh WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject
    ), queued AS MATERIALIZED (
      SELECT enqueue_job('fulfill',
        json_build_object('subject', subject, 'cause', 'event ' || event || ${origin}, 'forEvents', true),
        NULL, ${defaultMaxAttempts}::int, 'fulfill:' || subject) AS id
      FROM subjects
    )
    SELECT (SELECT count(*) FROM fresh)::int AS stored, (SELECT count(id) FROM queued)::int AS queued`;
  return row?.stored ?? 0;
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

export async function selectLatestEvent(
  db: Db,
  where: Prisma.InboxEventWhereInput,
): Promise<{ occurredAt: Date; receivedAt: Date } | null> {
  return await db.inboxEvent.findFirst({
    where,
    orderBy: { receivedAt: "desc" },
    select: { occurredAt: true, receivedAt: true },
  });
}

export async function selectSubjectProgress(
  tx: Db | Tx,
  subject: string,
): Promise<{ open: number; settledMsAgo: number | null }> {
  const [row] = await tx.$queryRaw<{ open: number; settledMsAgo: number | null }[]>`
    SELECT (count(*) FILTER (WHERE status IN ('WAITING', 'PARKED')))::int AS open,
      (extract(epoch FROM clock_timestamp() - max("handledAt")) * 1000)::float8 AS "settledMsAgo"
    FROM "InboxEvent" WHERE subject = ${subject}`;
  return row ?? { open: 0, settledMsAgo: null };
}

export async function selectParkedSubjects(
  db: Db,
  { provider, before, after, limit }: { provider: ProviderName; before: Date; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await db.inboxEvent.findMany({
    where: { provider, status: "PARKED", handledAt: { lt: before }, subject: { gt: after ?? "" } },
    distinct: ["subject"],
    orderBy: { subject: "asc" },
    take: limit,
    select: { subject: true },
  });
  return rows.flatMap(({ subject }) => subject ?? []);
}
