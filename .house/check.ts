import { join } from "node:path";
import { execa } from "execa";
import { clientIsStale } from "@/sandbox/up/client-is-stale";

const root = join(import.meta.dirname, "..");
const checks: [name: string, command: string, ...parameters: string[]][] = [
  ["types", "tsc", "-p", "."],
  [
    "pure tests",
    "vitest",
    "run",
    "--project",
    "pure",
    "--reporter",
    "agent",
    "--reporter",
    "json",
    "--outputFile.json",
    "test-results/pure.json",
  ],
  ["format", "prettier", "--check", "--cache", "--log-level", "warn", "."],
  ["lint", "oxlint", "--quiet"],
  ["boundaries", "tsx", ".house/check-boundaries.ts"],
  ["dead code", "knip", "--no-config-hints"],
];

/** Runs one check; prints a line, and what it said when it refuses. */
async function passes([name, command, ...parameters]: (typeof checks)[number]): Promise<boolean> {
  const started = performance.now();
  const { exitCode, all } = await execa(command, parameters, {
    cwd: root,
    preferLocal: true,
    reject: false,
    all: true,
    env: { FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (exitCode !== 0) console.log(all);
  return exitCode === 0;
}

if (clientIsStale(root)) await execa("prisma", ["generate"], { cwd: root, preferLocal: true });
// Next writes the types of routes and style sheets that the compiler wants to see.
await execa("next", ["typegen"], { cwd: root, preferLocal: true });
const passed = await Promise.all(checks.map(passes));
process.exitCode = passed.every(Boolean) ? 0 : 1;
