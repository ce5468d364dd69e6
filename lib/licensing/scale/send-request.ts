import { setTimeout as sleep } from "node:timers/promises";
import type { Method } from "../wire/operation";
import { AnswerLost } from "./answer-lost";

export type WireRequest = {
  method: Method;
  /** For messages: without ids, which may be license keys. */
  name: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
};

export type WireAnswer = { status: number; text: string };

type Means = { mint: () => Promise<string>; deadlineMs: number; retryPauseMs: number };

const tries = 3;
const longestPauseMs = 2_000;

/** Errors of a request that never reached anybody: what it asks for can't have happened. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * Sends it, and again what can be repeated without harm: all but POST. What 10Duke Scale refuses is an answer; `AnswerLost`
 * is thrown for the network's failures and for a server that gave up, and says whether the effect is possible.
 */
export async function sendRequest(request: WireRequest, means: Means): Promise<WireAnswer> {
  const signal = AbortSignal.timeout(means.deadlineMs);
  for (let attempt = 1; ; attempt += 1) {
    const last = request.method === "POST" || attempt === tries;
    const outcome = await tryOnce(request, means, signal);
    if (outcome.kind === "answered") return outcome.answer;
    if (last || signal.aborted) throw outcome.error;
    await sleep(outcome.pauseMs ?? means.retryPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }
}

type Try = { kind: "answered"; answer: WireAnswer } | { kind: "failed"; error: AnswerLost; pauseMs: number | null };

async function tryOnce(request: WireRequest, { mint }: Means, signal: AbortSignal): Promise<Try> {
  const { method, url, body, name } = request;
  const authorization = `ScaleJwt ${await mint()}`;
  const headers = new Headers({ ...request.headers, authorization, accept: "application/json" });
  if (body !== undefined) headers.set("content-type", "application/json");
  try {
    const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: "error" });
    const answer = { status: response.status, text: await response.text() };
    if (!isTemporary(answer.status)) return { kind: "answered", answer };
    const error = new AnswerLost(`${name} was answered with ${answer.status}`, {
      // 429: refused before anything was done.
      mayHaveHappened: answer.status !== 429,
    });
    return { kind: "failed", error, pauseMs: pauseOf(response) };
  } catch (cause) {
    const code = codeOf(cause);
    const error = new AnswerLost(`${name} was not answered: ${code ?? "the connection broke or took too long"}`, {
      mayHaveHappened: code === null || !neverSent.has(code),
      cause,
    });
    return { kind: "failed", error, pauseMs: null };
  }
}

function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function pauseOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, longestPauseMs) : null;
}

/** `fetch` hides what happened in the cause of its error. */
function codeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : null;
}
