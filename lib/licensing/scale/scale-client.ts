import type { z } from "zod";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import type { Operation } from "../wire/operation";
import { createTokenMint, type ScaleCredentials } from "./mint-token";
import { readAnswer, type ScaleAnswer } from "./read-answer";
import { sendRequest, type WireRequest } from "./send-request";

export type ScaleSettings = ScaleCredentials & {
  /** Ends in the major version, as the dashboard shows it. */
  baseUrl: string;
  /** For one call with all its repetitions, in milliseconds. */
  deadlineMs?: number;
  /** Before the first repetition, in milliseconds; it grows from there. */
  retryPauseMs?: number;
};

type Part<K extends string, V> = undefined extends V
  ? { [key in K]?: V }
  : Record<string, never> extends V
    ? { [key in K]?: V }
    : { [key in K]: V };

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<"params", z.input<P>> &
  Part<"query", z.input<Q>> &
  Part<"body", z.input<B>> & { page?: { offset: number; limit: number; orderBy: string } };

/** One call by the endpoint map. Throws `AdapterError` unless the answer is one that a caller can act on. */
export type ScaleClient = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  operation: Operation<P, Q, B, R>,
  given: Given<P, Q, B>,
) => Promise<ScaleAnswer<z.output<R>>>;

const defaultDeadlineMs = 10_000;
const defaultRetryPauseMs = 200;

/** Speaks HTTPS with 10Duke Scale, or with anything that serves the same API. */
export function createScaleClient(settings: ScaleSettings, now: Clock): ScaleClient {
  const { baseUrl, deadlineMs = defaultDeadlineMs, retryPauseMs = defaultRetryPauseMs } = settings;
  const mint = createTokenMint(settings, now);
  const base = baseUrl.replace(/\/+$/, "");
  return async (operation, given) => {
    const { method, path } = operation;
    const request: WireRequest = {
      method,
      name: `${method} ${path}`,
      url: `${base}${fill(path, given.params)}${queryOf(given.query)}`,
      headers: headersOf(given.page),
      body: given.body === undefined ? undefined : JSON.stringify(given.body),
    };
    return readAnswer(operation, await sendRequest(request, { mint, deadlineMs, retryPauseMs }));
  };
}

function fill(path: string, params: unknown): string {
  const values = new Map(Object.entries(params ?? {}));
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = values.get(name);
    // An empty part would address something else.
    if (typeof value !== "string" || value === "") throw refused(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}

function queryOf(query: unknown): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  return entries.length === 0 ? "" : `?${search}`;
}

/** Paging goes by headers (10Duke's SDKs). */
function headersOf(page: { offset: number; limit: number; orderBy: string } | undefined): Record<string, string> {
  if (!page) return {};
  const { offset, limit, orderBy } = page;
  return { offset: String(offset), limit: String(limit), "order-by": orderBy, "order-asc": "true" };
}

function refused(message: string): AdapterError {
  return new AdapterError("licensing", message, { retryable: false });
}
