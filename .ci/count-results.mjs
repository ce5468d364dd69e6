import { existsSync, readFileSync } from "node:fs";

// Adds up what the reports say; a step that failed without a failed test counts as one failure.
const [testsExit, startExit] = process.argv.slice(2).map(Number);
const read = (name) => {
  const file = new URL(`../test-results/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};
const vitest = ["pure", "db"].map(read).map((report) => ({
  passed: report?.numPassedTests ?? 0,
  failed: (report?.numFailedTests ?? 0) + (report && !report.success && report.numFailedTests === 0 ? 1 : 0),
}));
const { expected = 0, flaky = 0, unexpected = 0 } = read("e2e")?.stats ?? {};
const tests = [...vitest, { passed: expected + flaky, failed: unexpected }];
const sum = (kind) => tests.reduce((total, one) => total + one[kind], 0);
const unexplained = testsExit !== 0 && sum("failed") === 0 ? 1 : 0;
const passed = sum("passed") + (startExit === 0 ? 1 : 0);
const failed = sum("failed") + unexplained + (startExit === 0 ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
