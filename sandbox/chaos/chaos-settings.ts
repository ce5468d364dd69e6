import { z } from "zod";

/** How likely, from 0 to 1. */
const chance = z.coerce.number().min(0).max(1).default(0);
const waitMs = z.coerce.number().int().min(0).max(600_000);

/** What goes wrong on purpose. Everything is off until it is asked for. */
export const chaosSettings = z.strictObject({
  /** The same seed makes the same things go wrong in the same order. */
  seed: z.coerce.string().default("1"),
  /** An event arrives once more, a while later. */
  duplicate: chance,
  /** An event arrives twice at the same moment. */
  two_at_once: chance,
  /** A second event, with an id of its own, tells of the same change. */
  twin: chance,
  /** An event waits up to `reorder_ms`, so that later ones overtake it. */
  reorder: chance,
  reorder_ms: waitMs.default(1500),
  /** An event comes only after `delay_ms`. */
  delay: chance,
  delay_ms: waitMs.default(30_000),
  /** An event never arrives, though it stands in the list of events. */
  drop: chance,
  /** The API answers 500 and has done nothing. */
  api_error: chance,
  /** The API answers 500 and has done what was asked. */
  lost_answer: chance,
  /** The connection breaks off instead of an answer, and what was asked has been done. */
  reset: chance,
  /** The API answers 429, FastSpring's 404, and has done nothing. */
  rate_limit: chance,
  /** A read is answered `slow_ms` late, with what was true when it came. */
  slow_read: chance,
  slow_ms: waitMs.default(5000),
  /** Only for API addresses that contain this; empty means all. */
  path: z.string().default(""),
  /** Only for requests with an API key that contains this; empty means all. */
  key: z.string().default(""),
});

export type ChaosSettings = z.output<typeof chaosSettings>;
export type ChaosKind = "duplicate" | "two_at_once" | "twin" | "reorder" | "delay" | "drop" | ApiChaosKind;
export type ApiChaosKind = "api_error" | "lost_answer" | "reset" | "rate_limit" | "slow_read";

export const calm: ChaosSettings = chaosSettings.parse({});

const kinds = [
  "duplicate",
  "two_at_once",
  "twin",
  "reorder",
  "delay",
  "drop",
  "api_error",
  "lost_answer",
  "reset",
  "rate_limit",
  "slow_read",
] as const;

export function isCalm(settings: ChaosSettings): boolean {
  return kinds.every((kind) => settings[kind] === 0);
}
