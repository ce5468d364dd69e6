import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import type { Outcome } from "@/lib/kernel/outcome";
import type { MailPort } from "./mail-port";
import { findMail, markMailNotSent, markMailSent } from "./mail-store";
import { queueableMessage, type Message, type QueueableMessage } from "./message";
import { renderMail } from "./render-mail";

/**
 * Sends a queued mail at least once: a crash between sending and noting it sends again. What the mail host refuses for
 * good, or still refuses in the last attempt, is marked failed and parked, so that an operator sees it.
 */
export async function sendQueuedMail(
  ctx: { db: Db; mail: MailPort; now: Clock; linkOfClaim(claimId: string): string },
  mailId: string,
  run: { attempt: number; maxAttempts: number } = { attempt: 1, maxAttempts: Infinity },
): Promise<Outcome> {
  const mail = await findMail(ctx.db, mailId);
  if (!mail) return { kind: "ignored", reason: "The mail no longer exists" };
  if (mail.status === "SENT") return { kind: "ignored", reason: "The mail was sent before" };
  const message = queueableMessage.safeParse(mail.message);
  if (!message.success) return giveUp(ctx, mailId, `The stored message of kind "${mail.kind}" can't be read`);
  try {
    await ctx.mail.send(await renderMail(mail.recipient, complete(ctx, message.data)));
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    if (!error.retryable || run.attempt >= run.maxAttempts) return giveUp(ctx, mailId, error.message);
    await markMailNotSent(ctx.db, mailId, { reason: error.message, final: false });
    return { kind: "retry", reason: error.message };
  }
  await markMailSent(ctx.db, mailId, ctx.now());
  return { kind: "done", reason: `Sent the mail "${mail.kind}"` };
}

/** Adds what was not stored, because it opens something by itself. */
function complete(ctx: { linkOfClaim(claimId: string): string }, message: QueueableMessage): Message {
  if (message.kind !== "claim_purchase") return message;
  const { claimId, ...words } = message;
  return { ...words, url: ctx.linkOfClaim(claimId) };
}

async function giveUp(ctx: { db: Db }, mailId: string, reason: string): Promise<Outcome> {
  await markMailNotSent(ctx.db, mailId, { reason, final: true });
  return { kind: "parked", reason };
}
