import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { plantTree, type PlantedTree } from "./plant";

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");
const longFunction = (count: number) =>
  `export function long(): number {\n  let sum = 0;\n${lines(count - 4, (i) => `  sum += ${i};`)}\n  return sum;\n}\n`;
const branches = (count: number) =>
  `export function many(n: number): number {\n${lines(count, (i) => `  if (n === ${i}) return ${i + 1};`)}\n  return 0;\n}\n`;
const decide = (body: string) => `export const decide = () => ${body};\n`;

/** Each planted file, and the rule that must refuse it (none: it must pass). */
const planted: [path: string, rule: string | undefined, text: string][] = [
  ["lib/mail/any.ts", "no-explicit-any", "export function read(value: any): string {\n  return String(value);\n}\n"],
  ["lib/mail/non-null.ts", "no-non-null-assertion", "export const first = (list: string[]): string => list[0]!;\n"],
  ["lib/mail/settings.ts", "no-restricted-properties", "export const url = process.env.DATABASE_URL;\n"],
  [
    "lib/mail/imported-settings.ts",
    "no-restricted-imports",
    'import { env } from "node:process";\nexport const url = env.DATABASE_URL;\n',
  ],
  ["lib/env.ts", undefined, "export const url = process.env.DATABASE_URL;\n"],
  ["lib/mail/mocked.test.ts", "no-restricted-properties", 'import { vi } from "vitest";\nvi.mock("./send-mail");\n'],
  ["lib/mail/lines-201.ts", "max-lines", lines(201, (i) => `export const n${i} = ${i};`)],
  ["lib/mail/lines-200.ts", undefined, lines(200, (i) => `export const n${i} = ${i};`)],
  ["lib/mail/function-41.ts", "max-lines-per-function", longFunction(41)],
  ["lib/mail/function-40.ts", undefined, longFunction(40)],
  ["components/function-61.tsx", "max-lines-per-function", longFunction(61)],
  ["components/function-60.tsx", undefined, longFunction(60)],
  ["lib/mail/complexity-11.ts", "complexity", branches(10)],
  ["lib/mail/complexity-10.ts", undefined, branches(9)],
  ["lib/mail/decide-date-now.ts", "no-restricted-globals", decide("Date.now()")],
  ["lib/mail/decide-new-date.ts", "no-restricted-globals", decide("new Date()")],
  ["lib/mail/decide-random.ts", "no-restricted-properties", decide("Math.random()")],
  ["lib/mail/decide-uuid.ts", "no-restricted-globals", decide("crypto.randomUUID()")],
  ["lib/mail/decide-fetch.ts", "no-restricted-globals", decide('fetch("https://example.com")')],
  ["lib/mail/decide-timer.ts", "no-restricted-globals", decide("setTimeout(() => undefined, 1)")],
  ["lib/mail/decide-interval.ts", "no-restricted-globals", decide("setInterval(() => undefined, 1)")],
  ["lib/mail/decide-process.ts", "no-restricted-globals", decide("process.uptime()")],
  ["lib/mail/decide-log.ts", "no-restricted-globals", decide('console.log("decided")')],
  ["lib/mail/decide-late.ts", undefined, "export const isLate = (due: Date, now: Date): boolean => now > due;\n"],
];

const report = z.object({ diagnostics: z.array(z.object({ code: z.string().default(""), filename: z.string() })) });
let tree: PlantedTree;
let refusals: z.infer<typeof report>["diagnostics"];

beforeAll(async () => {
  tree = plantTree(Object.fromEntries(planted.map(([path, , text]) => [path, text])), [".oxlintrc.json"]);
  const { stdout } = await execa("oxlint", ["--format", "json"], {
    cwd: tree.root,
    preferLocal: true,
    localDir: tree.root,
    reject: false,
  });
  refusals = report.parse(JSON.parse(stdout)).diagnostics;
});
afterAll(() => tree.remove());

describe("the linter", () => {
  test.each(planted)("%s → %s", (path, rule) => {
    const broken = refusals.filter(({ filename }) => filename.endsWith(path)).map(({ code }) => code);
    if (rule === undefined) expect(broken).toEqual([]);
    else expect(broken.join()).toContain(`(${rule})`);
  });
});
