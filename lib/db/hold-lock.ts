import { Client, DatabaseError } from "pg";

export type HeldLock = {
  /** Aborted when the lock is gone because its connection broke: whoever works under it stops. */
  lost: AbortSignal;
  release(): Promise<void>;
};

/**
 * Takes a lock for work too long for one transaction, or says null when another holds it, at once or after waiting for
 * so long. It stands on a connection of its own and ends with the process, however that ends, so a killed holder never
 * stays in the way.
 */
export async function holdLock(
  databaseUrl: string,
  name: string,
  { waitMilliseconds = 0 }: { waitMilliseconds?: number } = {},
): Promise<HeldLock | null> {
  const lost = new AbortController();
  const client = new Client({ connectionString: databaseUrl, keepAlive: true });
  // The end that follows an error is what counts; without a listener the error would end the process.
  client.on("error", () => undefined);
  client.once("end", () => lost.abort(new Error(`The lock "${name}" was lost with its database connection`)));
  await client.connect();
  // A machine that vanished sends no goodbye: PostgreSQL then notices within half a minute.
  await client.query("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
  const isTaken = await (waitMilliseconds > 0 ? waitFor(client, name, waitMilliseconds) : tryFor(client, name));
  if (isTaken) return { lost: lost.signal, release: () => client.end() };
  await client.end();
  return null;
}

async function tryFor(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 WHERE pg_try_advisory_lock(${key})`, [name]);
  return rowCount === 1;
}

async function waitFor(client: Client, name: string, milliseconds: number): Promise<boolean> {
  await client.query("SELECT set_config('lock_timeout', $1, false)", [String(milliseconds)]);
  try {
    await client.query(`SELECT pg_advisory_lock(${key})`, [name]);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === lockNotAvailable) return false;
    await client.end();
    throw error;
  }
}

const key = "hashtextextended('lock:' || $1::text, 0)";
/** PostgreSQL's code for a lock that was not free in time. */
const lockNotAvailable = "55P03";
