import type { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import { scrubSecrets } from "@/lib/observability/log";
import { entriesIn, fieldsOfFailure, fieldsOfRefusal, isNotFound, saysNotFound } from "./refusal";

/** FastSpring refused what was asked, and says which field was wrong. With status 500 it may be a passing failure, too. */
export class FastSpringRefusal extends AdapterError {
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, fields: Record<string, string>, retryable = false) {
    super("fastspring", message, { retryable });
    this.fields = fields;
  }
}

/**
 * The checked answer; null when FastSpring says, in any of its ways, that what was asked for does not exist. A bare 404 says
 * that too much was asked at once ("Rate Limits"), or, `isSearch`, that nothing was found.
 */
export function readAnswer<T>(
  what: string,
  answer: { status: number; text: string },
  schema: z.ZodType<T>,
  { isSearch = false } = {},
): T | null {
  const { status } = answer;
  const failed = `FastSpring: ${what} failed`;
  const body = parseJson(answer.text);
  if (isPartlyFound(status, body)) return check(what, body, schema);
  if (isMissing(status, body, isSearch)) return null;
  if (mayHelpLater(status)) throw passingFailure(failed, status, body);
  const fields = refusedFields(status, body);
  if (status >= 400 || fields) throw new FastSpringRefusal(`${failed}: ${describe(status, fields)}`, fields ?? {});
  return check(what, body, schema);
}

function isMissing(status: number, body: unknown, isSearch: boolean): boolean {
  if (status === 404 && isSearch) return true;
  // A text alone is what any server between may answer with 404.
  const fields = status === 404 ? refusedFields(200, body) : mayHelpLater(status) ? null : refusedFields(status, body);
  return fields !== null && saysNotFound(fields);
}

/** Refusals come with status 500, too, and some of them never pass. */
function passingFailure(failed: string, status: number, body: unknown): AdapterError {
  const fields = status === 500 ? refusedFields(status, body) : null;
  if (fields) return new FastSpringRefusal(`${failed}: ${describe(status, fields)}`, fields, true);
  return new AdapterError("fastspring", `${failed}: status ${status}`, { retryable: true });
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
  return [401, 403, 404, 408, 429].includes(status) || status >= 500;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A refusal stands in the answer itself or, where several were asked for, in its only entry, or in each; also with status 200. */
function refusedFields(status: number, body: unknown): Record<string, string> | null {
  const entries = entriesIn(body);
  const isForAll = entries.length === 1 || entries.every(isNotFound);
  const refused = fieldsOfRefusal(body) ?? (isForAll ? fieldsOfRefusal(entries[0]) : null);
  return refused ?? (status >= 400 ? fieldsOfFailure(body) : null);
}

/** Of several that were asked for some exist: the status is that of those which do not ("Retrieve a subscription"). */
function isPartlyFound(status: number, body: unknown): boolean {
  const entries = entriesIn(body);
  return (status === 400 || status === 404) && entries.some(isNotFound) && !entries.every(isNotFound);
}

function describe(status: number, fields: Record<string, string> | null): string {
  const words = Object.entries(fields ?? {}).map(([field, text]) => `${field}: ${text}`);
  return scrubSecrets(words.join("; ") || `status ${status}`);
}
