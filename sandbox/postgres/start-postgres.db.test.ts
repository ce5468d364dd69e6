import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./free-port";
import { postgresUrl, startPostgres, type PostgresSettings } from "./start-postgres";

let settings: PostgresSettings;

beforeAll(async () => {
  // A folder that only its owner may enter: PostgreSQL, which is never root, has to get in all the same.
  const folder = mkdtempSync(join(tmpdir(), "usher-postgres-"));
  settings = { databaseDir: join(folder, "data"), port: await freePort(), password: "secret", throwAway: false };
});
afterAll(() => rmSync(join(settings.databaseDir, ".."), { recursive: true, force: true }));

async function ask(statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgresUrl(settings, "postgres") });
  await client.connect();
  return client
    .query({ text: statement, rowMode: "array" })
    .then(({ rows }) => rows.flat())
    .finally(() => client.end());
}

test("data survives a restart", async () => {
  const first = await startPostgres(settings);
  await ask("CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  const second = await startPostgres(settings);
  expect(await ask("SELECT answer FROM kept")).toEqual([42]);
  await second.stop();
});

test("a server that was left running when everything else was killed gives way, and loses nothing", async () => {
  const left = await startPostgres(settings);
  await ask("CREATE TABLE written AS SELECT 1 AS n");
  const next = await startPostgres({ ...settings, port: await freePort() });
  expect(await left.ended).toEqual({ expected: false });
  await next.stop();
  const last = await startPostgres(settings);
  expect(await ask("SELECT n FROM written")).toEqual([1]);
  await last.stop();
});

test("a lock file of a process that is gone, or is something else now, is no obstacle", async () => {
  writeFileSync(join(settings.databaseDir, "postmaster.pid"), `${process.pid}\n`);
  const server = await startPostgres(settings);
  expect(await ask("SELECT 1")).toEqual([1]);
  await server.stop();
});

test("what stops the server from starting is said in its own words", async () => {
  const server = await startPostgres(settings);
  const other = join(settings.databaseDir, "../other");
  await expect(startPostgres({ ...settings, databaseDir: other })).rejects.toThrow(/could not|in use/i);
  await server.stop();
});
