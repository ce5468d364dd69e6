import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import type { Mail } from "./mailbox";

/** Turns the raw message that came over SMTP into what the mailbox shows. */
export async function readMail(
  raw: Uint8Array,
  envelope: { from: string; to: string[]; receivedAt: Date },
): Promise<Mail> {
  const parsed = await PostalMime.parse(raw);
  const text = parsed.text ?? "";
  const html = parsed.html ?? null;
  return {
    id: randomUUID(),
    receivedAt: envelope.receivedAt.toISOString(),
    from: parsed.from?.address ? sender(parsed.from.name, parsed.from.address) : envelope.from,
    to: envelope.to.map((address) => address.toLowerCase()),
    subject: parsed.subject ?? "(no subject)",
    text,
    html,
    links: findLinks(text, html),
  };
}

function sender(name: string, address: string): string {
  return name ? `${name} <${address}>` : address;
}

/** Every web address in the message, once, in the order of reading. */
function findLinks(text: string, html: string | null): string[] {
  const inHtml = [...(html ?? "").matchAll(/href="(https?:[^"]+)"/g)].map((match) =>
    (match[1] ?? "").replaceAll("&amp;", "&"),
  );
  const inText = (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => link.replace(/[.,;)\]]+$/, ""));
  return [...new Set([...inHtml, ...inText])];
}
