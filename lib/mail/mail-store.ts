import type { Db, Tx } from "@/lib/db/client";
import type { QueueableMessage } from "./message";

/** The new mail's id, or null when this was said before. */
export async function insertMail(
  db: Db | Tx,
  mail: { dedupeKey: string; recipient: string; message: QueueableMessage },
): Promise<string | null> {
  const [row] = await db.outgoingMail.createManyAndReturn({
    data: [{ ...mail, kind: mail.message.kind }],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

export function findMail(db: Db | Tx, id: string) {
  return db.outgoingMail.findUnique({ where: { id } });
}

export async function markMailSent(db: Db | Tx, id: string, now: Date): Promise<void> {
  await db.outgoingMail.updateMany({
    where: { id },
    data: { status: "SENT", sentAt: now, attempts: { increment: 1 }, lastError: null },
  });
}

export async function markMailNotSent(
  db: Db | Tx,
  id: string,
  failure: { reason: string; final: boolean },
): Promise<void> {
  await db.outgoingMail.updateMany({
    where: { id, status: { not: "SENT" } },
    data: { status: failure.final ? "FAILED" : "WAITING", attempts: { increment: 1 }, lastError: failure.reason },
  });
}
