import { describe, expect, test } from "vitest";
import { boundaryRules } from "./boundary-rules";
import { findBoundaryViolations } from "./find-boundary-violations";
import { plantTree } from "./plant";

const thing = "export const thing = 1;\n";
const use = (path: string) => `import { thing } from "${path}";\nexport const used = thing;\n`;
const useType = (path: string) => `import type { thing } from "${path}";\nexport type Used = typeof thing;\n`;

/** Each rule, the file that breaks it, and what else that takes. */
const planted: [rule: string, breaker: string, text: string, others: Record<string, string>][] = [
  ["no-cycles", "lib/kernel/a.ts", use("./b"), { "lib/kernel/b.ts": use("./a") }],
  ["every-import-resolves", "lib/kernel/a.ts", use("@/lib/kernel/missing"), {}],
  ["nothing-imports-tests", "lib/kernel/a.ts", use("./b.test"), { "lib/kernel/b.test.ts": thing }],
  ["nothing-imports-tests", "lib/kernel/a.ts", use("@/lib/db/test-database"), { "lib/db/test-database.ts": thing }],
  ["foundations-know-no-domain", "lib/jobs/a.ts", use("@/lib/catalog/b"), { "lib/catalog/b.ts": thing }],
  ["foundations-know-no-domain", "lib/audit/a.ts", useType("@/lib/portal/b"), { "lib/portal/b.ts": thing }],
  ["domains-know-no-process", "lib/catalog/a.ts", use("@/lib/portal/b"), { "lib/portal/b.ts": thing }],
  ["domains-know-no-sibling", "lib/catalog/a.ts", use("@/lib/customers/b"), { "lib/customers/b.ts": thing }],
  ["domains-know-no-sibling", "lib/inbox/a.ts", useType("../commerce/b"), { "lib/commerce/b.ts": thing }],
  ["processes-know-no-sibling", "lib/portal/a.ts", use("@/lib/admin/b"), { "lib/admin/b.ts": thing }],
  ["lib-knows-no-face", "lib/portal/a.ts", use("@/components/b"), { "components/b.ts": thing }],
  ["lib-knows-no-face", "lib/commerce/stripe/a.ts", use("@/sandbox/b"), { "sandbox/b.ts": thing }],
  ["product-knows-no-sandbox", "app/page.tsx", use("@/sandbox/b"), { "sandbox/b.ts": thing }],
  ["sandbox-knows-no-product", "sandbox/a.ts", use("@/lib/kernel/b"), { "lib/kernel/b.ts": thing }],
  ["stand-ins-know-no-sibling", "sandbox/fastspring/a.ts", use("@/sandbox/stripe/b"), { "sandbox/stripe/b.ts": thing }],
  ["sub-folders-are-private", "lib/portal/a.ts", use("@/lib/mail/smtp/b"), { "lib/mail/smtp/b.ts": thing }],
  ["sub-folders-are-private-outside", "app/page.tsx", use("@/lib/mail/smtp/b"), { "lib/mail/smtp/b.ts": thing }],
  ["sub-folders-are-private-outside", "lib/worker.ts", use("@/lib/mail/smtp/b"), { "lib/mail/smtp/b.ts": thing }],
  ["stores-are-private", "lib/portal/a.ts", use("@/lib/catalog/offer-store"), { "lib/catalog/offer-store.ts": thing }],
  ["stores-are-private-outside", "app/page.tsx", use("@/lib/mail/mail-store"), { "lib/mail/mail-store.ts": thing }],
  ["only-stores-query", "lib/catalog/a.ts", use("@/lib/db/generated/client"), { "lib/db/generated/client.ts": thing }],
  ["routes-do-not-query", "app/api/route.ts", use("@/lib/db/client"), { "lib/db/client.ts": thing }],
  ["only-entry-points-use-the-context", "lib/portal/a.ts", use("@/lib/context"), { "lib/context.ts": thing }],
  ["only-entry-points-use-the-context", "components/a.tsx", useType("@/lib/context"), { "lib/context.ts": thing }],
  ["stripe-stays-home", "lib/commerce/fastspring/a.ts", useType("stripe"), {}],
  ["next-auth-stays-home", "app/page.tsx", use("next-auth"), {}],
  ["nodemailer-stays-home", "lib/mail/a.ts", use("nodemailer"), {}],
  ["graphile-worker-stays-home", "lib/inbox/a.ts", use("graphile-worker"), {}],
  ["pg-stays-home", "lib/inbox/a.ts", use("pg"), {}],
  ["prisma-stays-home", "lib/inbox/a.ts", use("@prisma/client"), {}],
  ["pino-stays-home", "lib/inbox/a.ts", use("pino"), {}],
  ["sandbox-only-stays-home", "lib/identity/a.ts", use("hono"), {}],
  ["next-stays-in-the-faces", "lib/portal/a.ts", use("next/navigation"), {}],
  ["components-take-types-only", "components/a.tsx", use("@/lib/kernel/money"), { "lib/kernel/money.ts": thing }],
  ["decisions-reach-no-io", "lib/catalog/decide-a.ts", use("node:fs"), {}],
  ["decisions-reach-no-io", "lib/catalog/decide-a.ts", use("pg"), {}],
  [
    "decisions-reach-no-io",
    "lib/catalog/decide-a.ts",
    use("./b"),
    { "lib/catalog/b.ts": use("./c"), "lib/catalog/c.ts": use("./offer-store"), "lib/catalog/offer-store.ts": thing },
  ],
];

const allowed: [what: string, path: string, text: string, others: Record<string, string>][] = [
  ["an area's own sub-folder", "lib/mail/a.ts", use("./smtp/b"), { "lib/mail/smtp/b.ts": thing }],
  ["an area's own store", "lib/mail/a.ts", use("./mail-store"), { "lib/mail/mail-store.ts": thing }],
  [
    "a store at the generated client",
    "lib/a/b-store.ts",
    use("@/lib/db/generated/client"),
    { "lib/db/generated/client.ts": thing },
  ],
  ["the context at an adapter", "lib/context.ts", use("@/lib/mail/smtp/b"), { "lib/mail/smtp/b.ts": thing }],
  ["a route at the context", "app/page.tsx", use("@/lib/context"), { "lib/context.ts": thing }],
  [
    "a process at two domains",
    "lib/portal/a.ts",
    use("@/lib/mail/b") + use("@/lib/catalog/b").replace("used", "too"),
    { "lib/mail/b.ts": thing, "lib/catalog/b.ts": thing },
  ],
  ["a component at a type", "components/a.tsx", useType("@/lib/kernel/money"), { "lib/kernel/money.ts": thing }],
  [
    "a decision at the type of a port",
    "lib/mail/decide-a.ts",
    useType("./mail-port"),
    { "lib/mail/mail-port.ts": use("@/lib/db/client"), "lib/db/client.ts": thing },
  ],
  [
    "a test at another area's adapter",
    "lib/portal/a.db.test.ts",
    use("@/lib/mail/smtp/b"),
    { "lib/mail/smtp/b.ts": thing },
  ],
];

async function rulesBrokenBy(files: Record<string, string>) {
  const tree = plantTree(files);
  const report = await findBoundaryViolations(tree.root, Object.keys(files)).finally(tree.remove);
  expect(report.files.toSorted()).toEqual(
    Object.keys(files)
      .filter((file) => !file.startsWith("lib/db/generated/"))
      .toSorted(),
  );
  return report.violations;
}

describe("the check refuses", () => {
  test.each(planted)("%s: %s", async (rule, breaker, text, others) => {
    const violations = await rulesBrokenBy({ ...others, [breaker]: text });
    expect(violations).toContainEqual({ rule, from: breaker, to: expect.any(String) });
  });

  test("the way from a decision to I/O is named", async () => {
    const violations = await rulesBrokenBy({
      "lib/catalog/decide-a.ts": use("./b"),
      "lib/catalog/b.ts": use("@/lib/kernel/clock"),
      "lib/kernel/clock.ts": thing,
    });
    expect(violations.map(({ to }) => to)).toEqual(["lib/catalog/b.ts → lib/kernel/clock.ts"]);
  });
});

describe("the check allows", () => {
  test.each(allowed)("%s", async (_what, path, text, others) => {
    expect(await rulesBrokenBy({ ...others, [path]: text })).toEqual([]);
  });
});

test("no rule is without its planted violation", () => {
  const proven = new Set(planted.map(([rule]) => rule));
  expect(boundaryRules.map(({ name }) => name).filter((name) => !proven.has(name ?? ""))).toEqual([]);
});
