import { STATUS_CODES } from "node:http";

/** A refusal that the caller is told, in the documented shape (API error handling). The description names no secret. */
export class ApiError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, description: string, headers: Record<string, string> = {}) {
    super(description);
    this.name = "ApiError";
    this.status = status;
    this.headers = headers;
  }
}

/** A refusal that guessing would meet, so that a sender with many of them is made to wait. */
export class RefusedProof extends ApiError {
  /** What was tried, where it may be a guess. */
  readonly guess: string | null;

  constructor(status: number, description: string, more: { headers?: Record<string, string>; guess?: string } = {}) {
    super(status, description, more.headers);
    this.guess = more.guess ?? null;
  }
}

export const notFound = (what: string) => new ApiError(404, `${what} does not exist`);
export const conflict = (description: string) => new ApiError(409, description);
export const badRequest = (description: string) => new ApiError(400, description);

export const everyAnswer = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** `{error, code, description}` with the status. */
export function answerError(status: number, description: string, headers: Record<string, string> = {}): Response {
  const error = STATUS_CODES[status] ?? "Error";
  return Response.json({ error, code: status, description }, { status, headers: { ...everyAnswer, ...headers } });
}
