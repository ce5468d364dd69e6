import { join } from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };
/** What only exists inside Next. As aliases, since files share their workers, and so the modules. */
const insteadOfNext = {
  "next/headers": join(import.meta.dirname, "lib/test-request.ts"),
  "next/navigation": join(import.meta.dirname, "lib/test-navigation.ts"),
};
const exclude = ["**/node_modules/**", ".next/**", "e2e/**", ".house/planted/**"];

/** The property test of fulfillment: how many histories, and which; the last two replay a failure. */
function invariant(mode: string) {
  const { INVARIANT_HISTORIES, INVARIANT_SEED, INVARIANT_PATH } = process.env;
  const isLong = mode === "long";
  return {
    count: Number(INVARIANT_HISTORIES ?? (isLong ? 1000 : 60)),
    remoteCount: Number(INVARIANT_HISTORIES ?? (isLong ? 300 : 15)),
    fastSpringCount: Number(INVARIANT_HISTORIES ?? (isLong ? 1000 : 60)),
    // Aims a crash at every named boundary, each in two histories at least.
    seed: Number(INVARIANT_SEED ?? (isLong ? Date.now() % 2 ** 31 : 20_261_302)),
    path: INVARIANT_PATH ?? null,
  };
}

export default defineConfig(({ mode }) => ({
  test: {
    // By default one core is left idle, and the database's files take half as long again.
    maxWorkers: "100%",
    projects: [
      {
        resolve: { alias },
        test: {
          name: "pure",
          include: ["**/*.test.{ts,tsx}", ".house/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts"],
          testTimeout: 30_000,
          // Nothing is shared that a test could change, and a fresh worker for each file doubles the time.
          isolate: false,
        },
      },
      {
        resolve: { alias: { ...alias, ...insteadOfNext } },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["sandbox/postgres/test-cluster.ts"],
          provide: { invariant: invariant(mode) },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each file has a database of its own; loading the same modules for each again takes half a second.
          isolate: false,
        },
      },
    ],
  },
}));
