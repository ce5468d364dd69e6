import { spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { endStaleServer } from "./end-stale-server";
import { serverCommand } from "./server-command";

export interface PostgresSettings {
  databaseDir: string;
  port: number;
  password: string;
  /** Deleted at the end, and never synced to disk: for tests. */
  throwAway: boolean;
}

export interface PostgresServer {
  /** Resolves when the server has ended; says whether that was asked for. */
  ended: Promise<{ expected: boolean }>;
  stop(): Promise<void>;
}

const user = "usher";
const durableFlags = [
  "-c",
  "listen_addresses=127.0.0.1",
  "-c",
  "unix_socket_directories=",
  "-c",
  "max_connections=200",
];
const hastyFlags = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/** Where a server's database is reached. */
export function postgresUrl({ port, password }: { port: number; password: string }, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts a real PostgreSQL from npm on a data folder, which it makes when missing. The server ends with this process,
 * however that ends. Fails with the server's own last words.
 */
export async function startPostgres(settings: PostgresSettings): Promise<PostgresServer> {
  await endStaleServer(settings.databaseDir);
  const keeper = spawnKeeper(settings);
  await untilReady(keeper);
  let expected = false;
  const ended = new Promise<{ expected: boolean }>((resolve) => {
    keeper.once("exit", () => resolve({ expected }));
  });
  return {
    ended,
    stop: async () => {
      expected = true;
      if (keeper.connected) keeper.disconnect();
      await ended;
    },
  };
}

function spawnKeeper({ databaseDir, port, password, throwAway }: PostgresSettings): ChildProcess {
  mkdirSync(databaseDir, { recursive: true, mode: 0o700 });
  const { command, prefix, createPostgresUser, owner } = serverCommand(databaseDir);
  if (owner !== undefined) chownSync(databaseDir, owner.uid, owner.gid);
  const postgresFlags = throwAway ? [...durableFlags, ...hastyFlags] : durableFlags;
  const options = { databaseDir, port, user, password, throwAway, postgresFlags, createPostgresUser };
  // Detached: a Ctrl-C in the terminal must not reach the database before those who use it.
  return spawn(command, [...prefix, join(import.meta.dirname, "keeper.ts")], {
    // Not a parameter: every account of this machine can read those.
    env: { ...process.env, USHER_POSTGRES: JSON.stringify(options) },
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function untilReady(keeper: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    keeper.once("error", reject);
    keeper.once("exit", (code) => reject(new Error(`PostgreSQL did not start (exit code ${code}).`)));
    keeper.once("message", (message: { kind: string; message?: string }) => {
      if (message.kind === "ready") resolve();
      else reject(new Error(`PostgreSQL did not start: ${message.message}`));
    });
  });
}
