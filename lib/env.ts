import { z } from "zod";
import { isPrivateWay } from "@/lib/kernel/is-private-way";
import { isRsaPrivateKey } from "@/lib/kernel/rsa-private-key";
import { findRsaKeyProblem } from "@/lib/kernel/rsa-public-key";
import { address, blankIsMissing, noSlash, optional, optionalSecret, pem, secret, several } from "./env-fields";
import { incompleteGroups } from "./env-groups";

/**
 * Every setting of the app and the worker, read and checked once. `readEnv` lists everything that is missing or
 * weak at the same time (design, 4.2); `env()` is the checked result for this process.
 */
export type Env = Readonly<z.infer<typeof settings> & { sandboxed: boolean; ownAccounts: readonly string[] }>;

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  APP_ORIGIN: address("where people open this app, e.g. https://licenses.example.com"),
  DATABASE_URL: secret(10, "a PostgreSQL connection string, postgresql://user:password@host:5432/database"),
  AUTH_SECRET: secret(32, "random text that signs sign-in cookies; make one with `openssl rand -base64 32`"),
  LICENSE_KEY_SECRET: secret(
    32,
    "random text that encrypts license keys; make one with `openssl rand -base64 32` and keep it for ever",
  ),
  METRICS_TOKEN: optionalSecret(16, "any random text"),
  STRIPE_SECRET_KEY: optionalSecret(8, "Stripe dashboard, Developers, API keys"),
  STRIPE_API_BASE: z.preprocess(blankIsMissing, z.url().default("https://api.stripe.com")),
  STRIPE_WEBHOOK_SECRETS: several,
  FASTSPRING_USERNAME: optional,
  FASTSPRING_PASSWORD: optionalSecret(16, "FastSpring app, Developer Tools, API Credentials"),
  FASTSPRING_API_BASE: z.preprocess(blankIsMissing, z.url().default("https://api.fastspring.com")).transform(noSlash),
  FASTSPRING_STOREFRONT: z.preprocess(blankIsMissing, z.url().transform(noSlash).optional()),
  // FastSpring's own advice for the HMAC secret: at least 16 characters.
  FASTSPRING_WEBHOOK_SECRETS: several.refine((list) => list.every((each) => each.length >= 16), {
    error: "has one that is too short: at least 16 characters each, as in the webhook's HMAC SHA256 secret",
  }),
  SMTP_URL: secret(8, "your mail host, smtps://user:password@host:465"),
  MAIL_FROM: secret(3, 'the sender of mails, e.g. "Licenses <licenses@example.com>"'),
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  // Licensed applications that people sign in to at the same provider; their ID tokens count at the licensing API.
  OIDC_APP_CLIENT_IDS: several,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  ENTRA_TENANT_ID: optional,
  ENTRA_CLIENT_ID: optional,
  ENTRA_CLIENT_SECRET: optional,
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
  // How long a licensed application may go on without a heartbeat, and how soon it may send the next one.
  LICENSE_LEASE_SECONDS: z.coerce.number().int().min(5).max(2_592_000).default(3600),
  LICENSE_HEARTBEAT_SECONDS: z.coerce.number().int().min(1).max(2_592_000).default(300),
  // Stands in every license token; applications written for 10Duke Scale expect its name.
  LICENSE_TOKEN_ISSUER: z.preprocess(blankIsMissing, z.string().trim().default("10Duke")),
  // One key that may call the licensing API; more are registered with `npm run api-key`.
  LICENSING_API_ISSUER: optional,
  LICENSING_API_KEY_ID: optional,
  LICENSING_API_PUBLIC_KEY: pem.refine((key) => key === undefined || findRsaKeyProblem(key) === null, {
    error: "is no RSA public key of at least 2048 bits in PEM",
  }),
  SCALE_API_BASE: z.preprocess(
    blankIsMissing,
    z.url().refine(isPrivateWay, "must be https://, but for this machine itself").transform(noSlash).optional(),
  ),
  SCALE_ISSUER: optional,
  SCALE_KEY_ID: optional,
  SCALE_PRIVATE_KEY: pem.refine((key) => key === undefined || isRsaPrivateKey(key), {
    error: "is no RSA private key of at least 2048 bits in PEM",
  }),
  SUPPORT_EMAIL: z.preprocess(blankIsMissing, z.email().optional()),
  // Set by the sandbox when it stands in for something; every page then says so.
  USHER_SANDBOX_ORIGIN: z.preprocess(blankIsMissing, z.url().optional()),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  RECONCILE_READS_PER_SECOND: z.coerce.number().int().min(1).max(100).default(25),
  // UTC.
  RECONCILE_HOUR: z.coerce.number().int().min(0).max(23).default(3),
  RECONCILE_ORDER_DAYS: z.coerce.number().int().min(1).max(3650).default(120),
  SILENCE_HOURS: z.coerce.number().int().min(1).max(720).default(24),
});

export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Usher can't start; please mend these settings:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "SettingsError";
    this.problems = problems;
  }
}

/** Checks all settings; throws `SettingsError` with the whole list of what is wrong. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = settings.safeParse({ ...source, APP_ORIGIN: source.APP_ORIGIN ?? localOrigin(source) });
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  problems.push(...incompleteGroups(source));
  if (parsed.success) problems.push(...mismatches(parsed.data));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const sandboxed = parsed.data.USHER_SANDBOX_ORIGIN !== undefined;
  return { ...parsed.data, sandboxed, ownAccounts: ownAccounts(parsed.data) };
}

/** The payment providers, by name, that the sandbox does not play: what is bought there may be real. */
function ownAccounts(env: z.infer<typeof settings>): string[] {
  const isPlayed = (url: string) => new URL(url).origin === env.USHER_SANDBOX_ORIGIN;
  return [
    ...(env.STRIPE_SECRET_KEY && !isPlayed(env.STRIPE_API_BASE) ? ["Stripe"] : []),
    ...(env.FASTSPRING_USERNAME && !isPlayed(env.FASTSPRING_API_BASE) ? ["FastSpring"] : []),
  ];
}

function localOrigin(source: Record<string, string | undefined>): string | undefined {
  return source.NODE_ENV === "production" && !source.USHER_SANDBOX_ORIGIN
    ? undefined
    : `http://localhost:${source.PORT ?? "3000"}`;
}

/** Live keys never meet the sandbox, and sandbox keys never meet the real Stripe (design, section 8). */
function mismatches(env: z.infer<typeof settings>): string[] {
  const problems = [...stripeMismatches(env), ...fastSpringMismatches(env)];
  if (env.LICENSE_HEARTBEAT_SECONDS >= env.LICENSE_LEASE_SECONDS) {
    problems.push("LICENSE_HEARTBEAT_SECONDS must be less than LICENSE_LEASE_SECONDS");
  }
  if (env.NODE_ENV === "production" && !env.USHER_SANDBOX_ORIGIN && env.APP_ORIGIN.startsWith("http://")) {
    problems.push("APP_ORIGIN must be https:// in production");
  }
  return problems;
}

function stripeMismatches({ STRIPE_SECRET_KEY: key = "", STRIPE_API_BASE }: z.infer<typeof settings>): string[] {
  const isReal = new URL(STRIPE_API_BASE).hostname === "api.stripe.com";
  if (/^(sk|rk)_live_/.test(key) && !isReal) {
    return ["STRIPE_SECRET_KEY is a live key, but STRIPE_API_BASE is not Stripe"];
  }
  return key.startsWith("sk_test_sandbox") && isReal
    ? ["STRIPE_SECRET_KEY is the sandbox's key, but STRIPE_API_BASE is the real Stripe"]
    : [];
}

function fastSpringMismatches(env: z.infer<typeof settings>): string[] {
  const isReal = new URL(env.FASTSPRING_API_BASE).hostname === "api.fastspring.com";
  return isReal && env.FASTSPRING_PASSWORD?.startsWith("sandbox-")
    ? ["FASTSPRING_PASSWORD is the sandbox's, but FASTSPRING_API_BASE is the real FastSpring"]
    : [];
}

let checked: Env | undefined;

/** The checked settings of this process; throws `SettingsError` on the first call if anything is wrong. */
export function env(): Env {
  checked ??= readEnv(process.env);
  return checked;
}

/** For commands that need nothing but the database; null when it is not set. */
export function databaseUrl(): string | null {
  return process.env.DATABASE_URL?.trim() || null;
}
