import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import type { Operation } from "../wire/operation";
import type { WireAnswer } from "./send-request";

/**
 * `empty`: done, or nothing found, without a word about it. `refused`: what was asked for can't be, a value that is taken
 * among other reasons: which status says so is not published.
 */
export type ScaleAnswer<T> =
  { kind: "ok"; value: T } | { kind: "empty" } | { kind: "not_found" } | { kind: "refused"; error: AdapterError };

const refusals = new Set([400, 409, 412, 422]);

type Answered = Pick<Operation, "method" | "path">;

/** The documented shape of errors (API error handling). */
const errorBody = z.looseObject({ error: z.string().nullish(), description: z.string().nullish() });

const longestDescription = 300;

/** What an answer means. Added fields and values are taken; what nobody can act on is thrown. */
export function readAnswer<R extends z.ZodType>(
  operation: Answered & { response: R },
  { status, text }: WireAnswer,
): ScaleAnswer<z.output<R>> {
  if (status === 404) return { kind: "not_found" };
  const body = parseJson(text);
  if (status >= 400) {
    const error = refusal(operation, status, body);
    if (!refusals.has(status)) throw error;
    return { kind: "refused", error };
  }
  if (body === undefined || body === null) return { kind: "empty" };
  const parsed = operation.response.safeParse(body);
  if (parsed.success) return { kind: "ok", value: parsed.data };
  throw unreadable(operation, parsed.error);
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    return text;
  }
}

function describe(body: unknown): string {
  const parsed = errorBody.safeParse(body);
  const { error, description } = parsed.success ? parsed.data : {};
  return (description ?? error ?? "no reason given").slice(0, longestDescription);
}

/** Whether a retry helps: not for what is asked; but a key can be registered, and its permissions changed. */
function refusal({ method, path }: Answered, status: number, body: unknown): AdapterError {
  const isOurKey = status === 401 || status === 403;
  const hint = isOurKey ? " Check SCALE_ISSUER, SCALE_KEY_ID, SCALE_PRIVATE_KEY and the key's permissions." : "";
  const message = `10Duke Scale refused ${method} ${path} with ${status}: ${describe(body)}.${hint}`;
  return new AdapterError("licensing", message, { retryable: isOurKey });
}

/** The values stay out of the message: they may be license keys. */
function unreadable({ method, path }: Answered, error: z.ZodError): AdapterError {
  const places = error.issues.map((issue) => issue.path.join(".") || "the body").slice(0, 5);
  const message = `10Duke Scale answered ${method} ${path} in another shape than the endpoint map expects: ${places.join(", ")}`;
  return new AdapterError("licensing", message, { retryable: false });
}
