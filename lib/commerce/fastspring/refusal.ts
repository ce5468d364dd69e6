import { z } from "zod";

const refusal = z.looseObject({ result: z.literal("error"), error: z.record(z.string(), z.unknown()).optional() });

const message = z.looseObject({ message: z.string() });

/** Of an answer whose status alone says that it is a refusal: some have only a message. */
export function fieldsOfFailure(answer: unknown): Record<string, string> | null {
  const found = message.safeParse(answer);
  return found.success ? { message: found.data.message } : null;
}

/** The fields that were wrong, and what was wrong with them; null of an answer that is no refusal. */
export function fieldsOfRefusal(answer: unknown): Record<string, string> | null {
  const found = refusal.safeParse(answer);
  if (!found.success) return null;
  return Object.fromEntries(Object.entries(found.data.error ?? {}).map(([field, value]) => [field, String(value)]));
}

export function saysNotFound(fields: Record<string, string>): boolean {
  return Object.values(fields).some((text) => /not found|does not exist/i.test(text));
}

/** An entry that stands for something that was asked for and does not exist. */
export function isNotFound(entry: unknown): boolean {
  const fields = fieldsOfRefusal(entry);
  return fields !== null && saysNotFound(fields);
}

/** The entries of an answer to a question about several. */
export function entriesIn(answer: unknown): unknown[] {
  const list = z.record(z.string(), z.unknown()).safeParse(answer);
  return list.success ? Object.values(list.data).flatMap((value) => (Array.isArray(value) ? value : [])) : [];
}
