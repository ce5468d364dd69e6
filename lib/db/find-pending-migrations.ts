import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "./client";

const migrationsFolder = join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");

/** Names of the migrations that this code has and the database lacks; throws when the database does not answer. */
export async function findPendingMigrations(ctx: { db: Db }, folder: string = migrationsFolder): Promise<string[]> {
  const [entries, applied] = await Promise.all([readdir(folder, { withFileTypes: true }), readApplied(ctx.db)]);
  return entries.filter((entry) => entry.isDirectory() && !applied.has(entry.name)).map((entry) => entry.name);
}

async function readApplied(db: Db): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return new Set(rows.map((row) => row.migration_name));
}
