import { sandboxAppClient, sandboxClient } from "@/sandbox/identity/client";
import { postgresUrl } from "@/sandbox/postgres/start-postgres";
import type { Secrets } from "./secrets";
import type { Environment } from "./service";

export type StandIn = "Stripe" | "FastSpring" | "sign-in" | "mail";

type Given = Record<string, string | undefined>;

/** What `npm start` has to bring up, and with which settings. */
export interface StackPlan {
  ports: { app: number; sandbox: number; smtp: number; database: number };
  appOrigin: string;
  /** Null: every outside system is configured, nothing is stood in for. */
  sandboxOrigin: string | null;
  startsDatabase: boolean;
  /** What the sandbox plays, the database aside. */
  standsInFor: StandIn[];
  /** The demo catalog belongs to a payment provider that is played, never into a real account. */
  seeds: boolean;
  /** The settings of app, worker, seed and sandbox: what was configured, and what is filled in. */
  settings: Environment;
}

/** Fills in what is not configured and leaves the rest alone (design, 4.2). Throws on a port that is no port. */
export function planStack(environment: Given, secrets: Secrets, mode: Environment["NODE_ENV"]): StackPlan {
  const given = withoutBlanks(environment);
  const ports = portsOf(given);
  const origin = `http://localhost:${ports.sandbox}`;
  const appOrigin = given.APP_ORIGIN ?? `http://localhost:${ports.app}`;
  const standsInFor = standInsFor(given);
  const plays = (system: StandIn) => standsInFor.includes(system);
  const standIns = {
    ...(plays("Stripe") && stripeSettings(origin, secrets)),
    ...(plays("FastSpring") && fastSpringSettings(origin, secrets)),
    ...(plays("mail") && mailSettings(ports.smtp, given.MAIL_FROM)),
    ...(plays("sign-in") && identitySettings(origin)),
  };
  const standsIn = standsInFor.length > 0;
  return {
    ports,
    appOrigin,
    sandboxOrigin: standsIn ? origin : null,
    startsDatabase: given.DATABASE_URL === undefined,
    standsInFor,
    seeds: plays("Stripe") || plays("FastSpring"),
    settings: {
      ...ownSettings(ports, secrets),
      ...given,
      ...standIns,
      APP_ORIGIN: appOrigin,
      PORT: String(ports.app),
      NODE_ENV: mode,
      ...(standsIn && sandboxSettings(origin, appOrigin, ports, secrets)),
    },
  };
}

const stripeNames = ["STRIPE_SECRET_KEY", "STRIPE_API_BASE", "STRIPE_WEBHOOK_SECRETS"];
const fastSpringNames = [
  "FASTSPRING_USERNAME",
  "FASTSPRING_PASSWORD",
  "FASTSPRING_API_BASE",
  "FASTSPRING_STOREFRONT",
  "FASTSPRING_WEBHOOK_SECRETS",
];

/**
 * What is configured in part is left alone too; the start then says what is missing. FastSpring is played beside a played
 * Stripe only: whoever sells over Stripe alone has no use for a second provider.
 */
function standInsFor(given: Record<string, string>): StandIn[] {
  const isNew = (names: string[]) => names.every((name) => given[name] === undefined);
  return [
    ...(isNew(stripeNames) ? (["Stripe"] as const) : []),
    ...(isNew([...stripeNames, ...fastSpringNames]) ? (["FastSpring"] as const) : []),
    ...(isNew(["OIDC_ISSUER"]) ? (["sign-in"] as const) : []),
    ...(isNew(["SMTP_URL"]) ? (["mail"] as const) : []),
  ];
}

function portsOf(given: Record<string, string>): StackPlan["ports"] {
  return {
    app: portOf(given, "PORT", 3000),
    sandbox: portOf(given, "SANDBOX_PORT", 3010),
    smtp: portOf(given, "SANDBOX_SMTP_PORT", 3025),
    database: portOf(given, "SANDBOX_DATABASE_PORT", 3054),
  };
}

function ownSettings(ports: StackPlan["ports"], secrets: Secrets) {
  return {
    DATABASE_URL: postgresUrl({ port: ports.database, password: secrets.databasePassword }, "usher"),
    AUTH_SECRET: secrets.authSecret,
    LICENSE_KEY_SECRET: secrets.licenseKeySecret,
    METRICS_TOKEN: secrets.metricsToken,
    LOG_LEVEL: "warn",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function stripeSettings(origin: string, secrets: Secrets) {
  return {
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_API_BASE: origin,
    STRIPE_WEBHOOK_SECRETS: secrets.stripeWebhookSecret,
  };
}

function fastSpringSettings(origin: string, secrets: Secrets) {
  return {
    FASTSPRING_USERNAME: "sandbox",
    FASTSPRING_PASSWORD: secrets.fastSpringPassword,
    FASTSPRING_API_BASE: `${origin}/fastspring/api`,
    FASTSPRING_STOREFRONT: `${origin}/fastspring/store`,
    FASTSPRING_WEBHOOK_SECRETS: secrets.fastSpringWebhookSecret,
  };
}

function mailSettings(smtpPort: number, from = "Usher <usher@localhost>") {
  return { SMTP_URL: `smtp://localhost:${smtpPort}`, MAIL_FROM: from };
}

function identitySettings(origin: string) {
  return {
    OIDC_ISSUER: `${origin}/identity`,
    OIDC_CLIENT_ID: sandboxClient.id,
    OIDC_CLIENT_SECRET: sandboxClient.secret,
    OIDC_NAME: "the sandbox",
    OIDC_APP_CLIENT_IDS: sandboxAppClient.id,
  };
}

function sandboxSettings(origin: string, appOrigin: string, ports: StackPlan["ports"], secrets: Secrets) {
  return {
    USHER_SANDBOX_ORIGIN: origin,
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.smtp),
    SANDBOX_APP_ORIGIN: appOrigin,
    SANDBOX_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    SANDBOX_FASTSPRING_WEBHOOK_SECRET: secrets.fastSpringWebhookSecret,
  };
}

function withoutBlanks(environment: Given): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value] as const] : [])),
  );
}

function portOf(given: Record<string, string>, name: string, standard: number): number {
  const port = Number(given[name] ?? standard);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${name} is not a port: ${given[name]}`);
  return port;
}
