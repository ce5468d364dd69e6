import { defineConfig } from "@playwright/test";
import { findBrowser } from "./e2e/support/browser";
import { publishedStack } from "./e2e/support/stack";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  globalSetup: "./e2e/support/start-stack.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  projects: [
    { name: "together", testIgnore: "**/*.alone.spec.ts" },
    // These turn a switch that everybody would feel.
    { name: "alone", testMatch: "**/*.alone.spec.ts", dependencies: ["together"], fullyParallel: false, workers: 1 },
  ],
  use: {
    baseURL: publishedStack()?.appOrigin,
    launchOptions: await findBrowser(),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
