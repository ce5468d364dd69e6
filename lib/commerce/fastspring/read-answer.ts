import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import { scrubSecrets } from "@/lib/observability/log";

/** FastSpring refused what was asked, and says which field was wrong. With status 500 it may be a passing failure, too. */
export class FastSpringRefusal extends AdapterError {
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, fields: Record<string, string>, retryable = false) {
    super("fastspring", message, { retryable });
    this.fields = fields;
  }
}

const refusal = z.looseObject({ result: z.literal("error"), error: z.record(z.string(), z.unknown()).optional() });

/** The checked answer; null when FastSpring says, in any of its ways, that what was asked for does not exist. */
export function readAnswer<T>(what: string, answer: { status: number; text: string }, schema: z.ZodType<T>): T | null {
  const { status } = answer;
  if (status === 404) return null;
  const failed = `FastSpring: ${what} failed`;
  const body = parseJson(answer.text);
  const fields = refusedFields(body);
  if (status === 500 && fields) throw new FastSpringRefusal(`${failed}: ${describe(status, fields)}`, fields, true);
  if (mayHelpLater(status)) throw new AdapterError("fastspring", `${failed}: status ${status}`, { retryable: true });
  if (fields && saysNotFound(fields)) return null;
  if (status >= 400 || fields) throw new FastSpringRefusal(`${failed}: ${describe(status, fields)}`, fields ?? {});
  return check(what, body, schema);
}

function check<T>(what: string, body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join(".") || "the answer"}: ${issue.message}` : "";
  throw new AdapterError("fastspring", `FastSpring: ${what}: the answer can't be read: ${where}`, { retryable: false });
}

/** Wrong credentials are mended by an operator; what waits should then go through by itself. */
function mayHelpLater(status: number): boolean {
  return status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A refusal stands in the answer itself or, where several were asked for, in its only entry; also with status 200. */
function refusedFields(body: unknown): Record<string, string> | null {
  const found = refusal.safeParse(body);
  if (found.success) return inWords(found.data.error ?? {});
  const list = z.record(z.string(), z.unknown()).safeParse(body);
  const entries = list.success ? Object.values(list.data).flatMap((value) => (Array.isArray(value) ? value : [])) : [];
  const [only] = entries;
  const entry = entries.length === 1 ? refusal.safeParse(only) : null;
  return entry?.success ? inWords(entry.data.error ?? {}) : null;
}

function inWords(error: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(error).map(([field, value]) => [field, String(value)]));
}

function saysNotFound(fields: Record<string, string>): boolean {
  return Object.values(fields).some((text) => /not found|does not exist/i.test(text));
}

function describe(status: number, fields: Record<string, string> | null): string {
  const words = Object.entries(fields ?? {}).map(([field, text]) => `${field}: ${text}`);
  return scrubSecrets(words.join("; ") || `status ${status}`);
}
