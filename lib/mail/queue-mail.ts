import type { Db, Tx } from "@/lib/db/client";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { insertMail } from "./mail-store";
import type { QueueableMessage } from "./message";

/**
 * Stores the mail and its job in the caller's transaction: it goes out after the commit, or never if there is none.
 * The same `dedupeKey` is said once, however often the deed runs.
 */
export async function queueMail(
  tx: Db | Tx,
  input: { dedupeKey: string; recipient: string; message: QueueableMessage },
): Promise<{ kind: "queued" } | { kind: "said_before" }> {
  const mailId = await insertMail(tx, input);
  if (mailId === null) return { kind: "said_before" };
  await enqueueJob(tx, { name: "send-mail", payload: { mailId } }, { key: `mail:${mailId}` });
  return { kind: "queued" };
}
