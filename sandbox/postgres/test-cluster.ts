import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { Logger, runMigrations } from "graphile-worker";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port";
import { postgresUrl, startPostgres } from "./start-postgres";

const quiet = new Logger(() => () => undefined);

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that tests copy; nobody stays connected to it. */
    templateDatabaseUrl: string;
  }
}

/** Vitest's global set-up: one throw-away PostgreSQL for the whole run, with one migrated template database. */
export default async function startTestCluster(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "usher-test-"));
  const settings = { databaseDir: join(folder, "data"), port: await freePort(), password: "test", throwAway: true };
  const server = await startPostgres(settings);
  const templateUrl = postgresUrl(settings, "usher_template");
  await migrate(templateUrl);
  project.provide("templateDatabaseUrl", templateUrl);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function migrate(url: string): Promise<void> {
  await execa("prisma", ["migrate", "deploy"], { preferLocal: true, env: { DATABASE_URL: url } });
  await runMigrations({ connectionString: url, logger: quiet });
}
