import pMap from "p-map";
import { Pool } from "pg";
import type { Stripe } from "stripe";
import { z } from "zod";
import { talkTo, type StripeCalls } from "@/lib/test-stripe-calls";
import type { Stack } from "../support/stack";
import type { BenchCustomer } from "./bench-customer";
import { countWork, waitUntilQuiet, workBetween, type Work } from "./event-work";
import { fromSpan, type Figures } from "./figures";
import { load } from "./load";
import { signEventsAbout } from "./signed-events";

const purchases = 100;
const steadyRounds = 2;
/** Runs about one subscription that come sooner after one another are put together. */
const burstMilliseconds = 2500;
const workers = 4;
const paid = z.object({ subscription: z.string() });

export type EventFigures = {
  rows: { measured: Figures; floor: Figures }[];
  /** What the events of this many purchases came to. */
  bursts: Work & { purchases: number };
};

type Bought = { ids: string[]; work: Work; milliseconds: number };

/**
 * From the event to its outcome, by the worker as it is: first the bursts of many purchases at once, then single events
 * about subscriptions that are licensed already. The floor is the same locked transaction in plain SQL, without and
 * with the provider's answer in it.
 */
export async function benchEvents(
  stack: Stack,
  stripe: Stripe,
  customers: readonly BenchCustomer[],
  priceId: string,
): Promise<EventFigures> {
  const pool = new Pool({ connectionString: stack.databaseUrl, max: workers });
  await waitUntilQuiet(pool, stack);
  const { ids, work, milliseconds } = await processBursts(pool, stack, customers, priceId);
  const bursts = fromSpan(`events of ${purchases} purchases, processed`, work.events, milliseconds);
  const single = await processSteadily(pool, stack, ids);
  const floor = await timeFloor("the locked transaction in plain SQL", pool, ids, async () => undefined);
  const read = (id: string) => stripe.subscriptions.retrieve(id, { expand: ["customer"] });
  const withRead = await timeFloor("the same, with the provider's answer in it", pool, ids, read);
  await pool.end();
  const rows = [
    { measured: bursts, floor },
    { measured: single, floor },
    { measured: single, floor: withRead },
  ];
  return { rows, bursts: { ...work, purchases } };
}

/** Many purchases, a few at once, until the last event of the last one is done with. */
async function processBursts(
  pool: Pool,
  stack: Stack,
  customers: readonly BenchCustomer[],
  priceId: string,
): Promise<Bought> {
  const before = await countWork(pool, stack);
  const begun = performance.now();
  const call = talkTo(stack.sandboxOrigin);
  const buyers = Array.from({ length: purchases }, (_, index) => customers[index % customers.length]);
  const ids = await pMap(buyers, (buyer) => (buyer ? purchase(call, buyer, priceId) : ""), { concurrency: workers });
  await waitUntilQuiet(pool, stack);
  const milliseconds = performance.now() - begun;
  const after = await countWork(pool, stack);
  return { ids, work: workBetween(before, after), milliseconds };
}

/** A checkout of its own, paid for on its page as the official CLI does it: the whole burst of events. */
async function purchase(call: StripeCalls, { licenseeId, email }: BenchCustomer, priceId: string): Promise<string> {
  const metadata = { tendukeLicenseeId: licenseeId };
  const { id: customer } = await call("POST", "/v1/customers", { name: "Bench Person", email, metadata });
  const session = await call("POST", "/v1/checkout/sessions", {
    mode: "subscription",
    customer,
    line_items: [{ price: priceId, quantity: 1 }],
    subscription_data: { metadata },
    success_url: "http://localhost/done",
  });
  const { id: method } = await call("POST", "/v1/payment_methods", { type: "card", card: { token: "tok_visa" } });
  await call("POST", `/v1/payment_pages/${session.id}/confirm`, { payment_method: method });
  return paid.parse(await call("GET", `/v1/checkout/sessions/${session.id}`)).subscription;
}

/** One event about each subscription, a few times over. */
async function processSteadily(pool: Pool, stack: Stack, ids: readonly string[]): Promise<Figures> {
  let milliseconds = 0;
  for (let round = 0; round < steadyRounds; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, burstMilliseconds));
    const signed = signEventsAbout(ids, stack.webhookSecret);
    const begun = performance.now();
    await load("events", `${stack.appOrigin}/api/webhooks/stripe`, signed.length, { method: "POST", bodies: signed });
    await waitUntilQuiet(pool, stack);
    milliseconds += performance.now() - begun;
  }
  return fromSpan("single events, fully processed", ids.length * steadyRounds, milliseconds);
}

/** What a processed event can't do without: the lock, what is held, the mirror, the audit entry, the outcome. */
async function timeFloor(
  what: string,
  pool: Pool,
  ids: readonly string[],
  read: (id: string) => Promise<unknown>,
): Promise<Figures> {
  const begun = performance.now();
  await pMap(ids, (id) => settle(pool, id, read), { concurrency: workers });
  return fromSpan(what, ids.length, performance.now() - begun);
}

async function settle(pool: Pool, id: string, read: (id: string) => Promise<unknown>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`bench:${id}`]);
    await read(id);
    await client.query(`SELECT * FROM "License" WHERE "subscriptionReference" = $1`, [id]);
    await client.query(`UPDATE "Subscription" SET "readAt" = now() WHERE "providerSubscriptionId" = $1`, [id]);
    await client.query(
      `INSERT INTO "AuditEntry" (id, actor, action, entity, "entityId", cause)
       VALUES (gen_random_uuid(), 'bench', 'bench.floor', 'subscription', $1, 'bench')`,
      [id],
    );
    await client.query(`UPDATE "InboxEvent" SET "handledAt" = now() WHERE subject = $1 AND status = 'WAITING'`, [id]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
