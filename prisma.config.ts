import { join } from "node:path";
import { defineConfig } from "prisma/config";

// Read before the CLI looks for its engine: a plain `npx prisma …` downloads nothing.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, "prisma/engine/schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations", seed: "tsx prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
