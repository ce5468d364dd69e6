import { listOwnerAddresses } from "@/lib/customers/list-owner-addresses";
import type { Tx } from "@/lib/db/client";
import { queueMail } from "@/lib/mail/queue-mail";
import type { Notice } from "../decide-notices";

/** Queues each notice once for each owner of the customer who has proven their address. */
export async function queueNotices(
  tx: Tx,
  { customerId, notices }: { customerId: string; notices: readonly Notice[] },
): Promise<void> {
  if (notices.length === 0) return;
  const owners = await listOwnerAddresses({ db: tx }, customerId);
  for (const { key, message } of notices) {
    for (const { userId, email } of owners) {
      await queueMail(tx, { dedupeKey: `${key}:${userId}`, recipient: email, message });
    }
  }
}
