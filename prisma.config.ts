import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { defineConfig } from "prisma/config";

// Read before the CLI looks for its engine: a plain `npx prisma …` downloads nothing.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, "prisma/engine/schema-engine.mjs");

// The CLI would ask its maker's host for news at every command.
process.env.CHECKPOINT_DISABLE ??= "1";

// What is set wins over .env.local, that over .env, and that over the database that `npm start` keeps.
for (const name of [".env.local", ".env", ".usher/database.env"]) {
  const file = join(import.meta.dirname, name);
  if (existsSync(file)) loadEnvFile(file);
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
