import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { type Prisma, PrismaClient } from "./generated/client";
import { oneQueryAtATime } from "./one-query-at-a-time";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export interface DbOptions {
  maxConnections?: number;
  /** Told when an idle connection breaks, e.g. at a database restart; the next query opens a new one. */
  onConnectionLost?: (error: Error) => void;
}

/**
 * A client on its own connection pool; `$disconnect()` closes both. Every connection runs in UTC, because the
 * adapter reads and writes timestamps without their offset. Transactions may take 30 seconds: `fulfill` waits for
 * a provider inside one (design, 4.4).
 */
export function createDb(url: string, options: DbOptions = {}): Db {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  // Without a listener a lost connection would end the process.
  pool.on("error", (error) => options.onConnectionLost?.(error));
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  return new PrismaClient({
    adapter: oneQueryAtATime(new PrismaPg(pool, { disposeExternalPool: true, schema })),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}
