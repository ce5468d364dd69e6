import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Log } from "@/lib/observability/log";

export type WorkerPresence = { announce(workerId: string): Promise<void>; leave(): Promise<void> };

const reconnectPauseMs = 1_000;

/**
 * Holds a database lock per announced worker on a connection of its own. PostgreSQL gives it up when the process dies,
 * however it dies; that is what tells a killed worker from a slow one. A lost connection is opened again; jobs that
 * another worker takes over meanwhile run twice, which their handlers must stand anyway.
 */
export async function keepPresence(ctx: { log: Log }, databaseUrl: string): Promise<WorkerPresence> {
  const workerIds = new Set<string>();
  let left = false;
  // One question at a time on the connection.
  let lastTurn: Promise<unknown> = Promise.resolve();
  let connection = Promise.resolve(await open(databaseUrl, onLost, workerIds));

  function onLost() {
    if (left) return;
    ctx.log.warn("The worker's presence connection broke; opening another");
    connection = reopen();
  }

  async function reopen(): Promise<Client> {
    await sleep(reconnectPauseMs);
    return await open(databaseUrl, onLost, workerIds).catch(reopen);
  }

  return {
    // Never gives up: a worker without its lock would be taken for dead.
    announce: async function announce(workerId) {
      workerIds.add(workerId);
      const turn = lastTurn.then(async () => lock(await connection, workerId));
      lastTurn = turn.catch(() => undefined);
      await turn.catch(async () => {
        await sleep(reconnectPauseMs);
        await announce(workerId);
      });
    },
    leave: async () => {
      left = true;
      await (await connection).end();
    },
  };
}

async function open(databaseUrl: string, onLost: () => void, workerIds: Iterable<string>): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, keepAlive: true });
  // The end that follows an error is what counts; without a listener the error would end the process.
  client.on("error", () => undefined);
  await client.connect();
  // A machine that vanished sends no goodbye: PostgreSQL then notices within half a minute.
  await client.query("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
  for (const workerId of workerIds) await lock(client, workerId);
  client.once("end", onLost);
  return client;
}

async function lock(client: Client, workerId: string): Promise<void> {
  await client.query("SELECT pg_advisory_lock(hashtextextended('worker:' || $1::text, 0))", [workerId]);
}
