import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { createDb, type Db } from "./client";

export interface TestDatabase {
  url: string;
  db: Db;
  drop(): Promise<void>;
}

/** A migrated, empty database of its own for one test file; the job queue's tables are in it too. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject("templateDatabaseUrl"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(template, `CREATE DATABASE "${name}" TEMPLATE "${template.pathname.slice(1)}"`);
  const url = databaseUrl(template, name);
  const db = createDb(url);
  return {
    url,
    db,
    drop: async () => {
      await db.$disconnect();
      await administer(template, `DROP DATABASE "${name}" WITH (FORCE)`);
    },
  };
}

async function administer(template: URL, statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(template, "postgres") });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function databaseUrl(template: URL, name: string): string {
  const url = new URL(template);
  url.pathname = `/${name}`;
  return url.href;
}
