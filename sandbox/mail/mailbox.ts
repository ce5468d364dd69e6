import { z } from "zod";
import { openJournal } from "@/sandbox/journal";

const mail = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime(),
  from: z.string(),
  // Who it was handed over for (the envelope), not who the header names.
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  links: z.array(z.string()),
});

export type Mail = z.infer<typeof mail>;

export interface Mailbox {
  add(mail: Mail): void;
  /** Newest first; with `to`, only what was sent to that address. */
  list(to?: string): Mail[];
  find(id: string): Mail | undefined;
  close(): void;
}

/** A mailbox of at most `limit` messages that survives a restart when `file` is given. */
export function openMailbox(file: string | null, limit = 500): Mailbox {
  const journal = openJournal(file);
  const kept = journal.read().flatMap(([, , value]) => {
    const parsed = mail.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  const mails = kept.slice(-limit);
  const rewrite = () => journal.compact(mails.map((message) => ["mail", message.id, message]));
  if (kept.length > 0) rewrite();
  let appended = 0;
  return {
    add: (message) => {
      mails.push(message);
      if (mails.length > limit) mails.shift();
      journal.append([["mail", message.id, message]]);
      appended += 1;
      // The file holds at most twice the limit, whatever a load test sends.
      if (appended < limit) return;
      appended = 0;
      rewrite();
    },
    list: (to) => mails.filter((message) => to === undefined || message.to.includes(to.toLowerCase())).toReversed(),
    find: (id) => mails.find((message) => message.id === id),
    close: () => journal.close(),
  };
}
