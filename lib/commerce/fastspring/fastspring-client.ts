import type { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import { readAnswer } from "./read-answer";

/** Each request may take this long; a deadline above it can end it earlier. */
const requestTimeoutMs = 10_000;

export type FastSpringRequest = {
  method?: "GET" | "POST" | "DELETE";
  /** Below the API's base; ids in it are escaped already. */
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
  /** Asks which there are: a bare 404 may mean none. */
  isSearch?: true;
  signal?: AbortSignal | undefined;
};

/** FastSpring's API over HTTPS with the account's credentials. Failures are `AdapterError`s; answers are checked. */
export type FastSpringClient = {
  /** Whether live orders count, or test orders. */
  live: boolean;
  /** `what` says what was tried, for operators. */
  call<T>(what: string, request: FastSpringRequest, schema: z.ZodType<T>): Promise<T>;
  /** As `call`; null when FastSpring says that it does not exist. */
  find<T>(what: string, request: FastSpringRequest, schema: z.ZodType<T>): Promise<T | null>;
};

export function createFastSpringClient(settings: {
  username: string;
  password: string;
  apiBase: string;
  live: boolean;
  beforeRequest?: () => Promise<void>;
}): FastSpringClient {
  const credentials = Buffer.from(`${settings.username}:${settings.password}`).toString("base64");
  const find = async <T>(what: string, request: FastSpringRequest, schema: z.ZodType<T>): Promise<T | null> => {
    await settings.beforeRequest?.();
    const answer = await send(what, settings.apiBase, credentials, request);
    return readAnswer(what, answer, schema, request);
  };
  return {
    live: settings.live,
    find,
    call: async (what, request, schema) => {
      const answer = await find(what, request, schema);
      if (answer === null) throw new AdapterError("fastspring", `FastSpring: ${what}: not found`, { retryable: false });
      return answer;
    },
  };
}

async function send(
  what: string,
  apiBase: string,
  credentials: string,
  { method = "GET", path, query = {}, body, signal }: FastSpringRequest,
): Promise<{ status: number; text: string }> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const address = `${apiBase}${path}${search.size > 0 ? `?${search}` : ""}`;
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  try {
    const response = await fetch(address, {
      method,
      // FastSpring refuses requests that don't say who asks.
      headers: { authorization: `Basic ${credentials}`, "content-type": "application/json", "user-agent": "Usher" },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      redirect: "error",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const isLate = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    const message = `FastSpring: ${what} ${isLate ? "took too long" : "failed: it can't be reached"}`;
    throw new AdapterError("fastspring", message, { retryable: true, cause: error });
  }
}

/** Several ids as FastSpring takes them in an address: `id1,id2`. */
export function pathOf(ids: readonly string[]): string {
  return ids.map(encodeURIComponent).join(",");
}
