import type { Pool } from "pg";
import { z } from "zod";
import type { Stack } from "../support/stack";

/** Events that came in, those of them that may lead to something, and subscriptions read at the provider because of them. */
export type Work = { stored: number; events: number; reads: number };

const inbox = z.object({ stored: z.number(), events: z.number() });
const requests = z.object({ data: z.record(z.string(), z.number()) });
const deliveries = z.object({ pending: z.number() });
const tooLongMs = 60_000;
const pauseMs = 25;

export async function countWork(pool: Pool, { sandboxOrigin }: Stack): Promise<Work> {
  const { rows } = await pool.query(`SELECT count(*)::int AS stored, count(subject)::int AS events FROM "InboxEvent"`);
  const { data } = requests.parse(await (await fetch(`${sandboxOrigin}/control/requests`)).json());
  return { ...inbox.parse(rows[0]), reads: data["GET /v1/subscriptions/:id"] ?? 0 };
}

export function workBetween(before: Work, after: Work): Work {
  return {
    stored: after.stored - before.stored,
    events: after.events - before.events,
    reads: after.reads - before.reads,
  };
}

/** Waits until everything that was sent has arrived, and everything that arrived has its outcome. */
export async function waitUntilQuiet(pool: Pool, { sandboxOrigin }: Stack): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const { pending } = deliveries.parse(await (await fetch(`${sandboxOrigin}/control/webhooks`)).json());
    const waiting = await pool.query(`SELECT 1 FROM "InboxEvent" WHERE status = 'WAITING' LIMIT 1`);
    if (pending === 0 && waiting.rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (performance.now() - begun > tooLongMs) throw new Error("The events are not all processed after a minute");
  }
}
