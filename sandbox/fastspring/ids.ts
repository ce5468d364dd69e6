import { randomBytes, randomInt } from "node:crypto";

/** An id as FastSpring makes them: 22 characters of URL-safe base64. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}

/** A reference that buyers see, such as `USH261122-1234-56789`; returns end in X. */
export function newReference(atMs: number, suffix = ""): string {
  const day = new Date(atMs).toISOString().slice(2, 10).replaceAll("-", "");
  return `USH${day}-${randomInt(1000, 10_000)}-${randomInt(10_000, 100_000)}${suffix}`;
}
