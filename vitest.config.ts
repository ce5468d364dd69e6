import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };
const exclude = ["**/node_modules/**", ".next/**", "e2e/**", ".house/planted/**"];

export default defineConfig({
  test: {
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
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["sandbox/postgres/test-cluster.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
