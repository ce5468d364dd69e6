import { createFastSpringCommerce } from "@/lib/commerce/fastspring/create-fastspring-commerce";
import { createStripeCommerce } from "@/lib/commerce/stripe/create-stripe-commerce";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { createDb, type Db } from "@/lib/db/client";
import { env, type Env } from "@/lib/env";
import { paceRequests, type Pace } from "@/lib/fulfillment/pace-requests";
import type { ProviderName } from "@/lib/kernel/actor";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { createEmbeddedEngine } from "@/lib/licensing/embedded/create-embedded-engine";
import { createEmbeddedLicensing } from "@/lib/licensing/embedded/create-embedded-licensing";
import type { LicensingEngine } from "@/lib/licensing/engine";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { createScaleLicensing } from "@/lib/licensing/scale/create-scale-licensing";
import type { MailPort } from "@/lib/mail/mail-port";
import { createSmtpMail } from "@/lib/mail/smtp/create-smtp-mail";
import { createLog, type Log } from "@/lib/observability/log";

/** Everything that deeds are given; each takes from it what it needs, structurally. */
export type Context = {
  env: Env;
  db: Db;
  licensing: LicensingPort;
  /** Our own engine, for licensed applications and for what only it offers. */
  engine: LicensingEngine;
  /** Providers that are not configured are absent; one of them is there. */
  commerce: Partial<Record<ProviderName, CommercePort>>;
  mail: MailPort;
  now: Clock;
  log: Log;
};

/** The composition root: the only place that knows which adapter stands behind which port. */
export function createContext(settings: Env): Context {
  const log = createLog(settings.LOG_LEVEL);
  const db = createDb(settings.DATABASE_URL, {
    maxConnections: Math.max(10, settings.WORKER_CONCURRENCY + 6),
    onConnectionLost: (error) => log.warn({ err: error }, "A database connection broke"),
  });
  return {
    env: settings,
    db,
    licensing: createLicensing(settings, db, log),
    engine: createEngine(settings, db),
    commerce: createCommerce(settings),
    mail: createSmtpMail({ url: settings.SMTP_URL, from: settings.MAIL_FROM }),
    now: systemClock,
    log,
  };
}

function createEngine(settings: Env, db: Db): LicensingEngine {
  return createEmbeddedEngine({
    db,
    keySecret: settings.LICENSE_KEY_SECRET,
    now: systemClock,
    terms: { leaseSeconds: settings.LICENSE_LEASE_SECONDS, heartbeatSeconds: settings.LICENSE_HEARTBEAT_SECONDS },
    issuer: settings.LICENSE_TOKEN_ISSUER,
  });
}

function createLicensing(settings: Env, db: Db, log: Log): LicensingPort {
  const {
    SCALE_API_BASE: baseUrl,
    SCALE_ISSUER: issuer,
    SCALE_KEY_ID: keyId,
    SCALE_PRIVATE_KEY: privateKey,
  } = settings;
  if (!baseUrl || !issuer || !keyId || !privateKey) {
    return createEmbeddedLicensing({ db, keySecret: settings.LICENSE_KEY_SECRET, now: systemClock });
  }
  // Its own connections: a run that waits for licensing holds one of the others.
  const ledger = createDb(settings.DATABASE_URL, {
    maxConnections: 5,
    onConnectionLost: (error) => log.warn({ err: error }, "A database connection broke"),
  });
  return createScaleLicensing({ db: ledger, now: systemClock }, { baseUrl, issuer, keyId, privateKey });
}

function createCommerce(settings: Env, beforeRequest?: () => Promise<void>): Context["commerce"] {
  return { ...createStripe(settings, beforeRequest), ...createFastSpring(settings, beforeRequest) };
}

function createStripe(settings: Env, beforeRequest?: () => Promise<void>): { STRIPE?: CommercePort } {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: apiBase, STRIPE_WEBHOOK_SECRETS: webhookSecrets } = settings;
  if (!secretKey) return {};
  const options = { secretKey, apiBase, webhookSecrets, ...(beforeRequest && { beforeRequest }) };
  return { STRIPE: createStripeCommerce(options) };
}

function createFastSpring(settings: Env, beforeRequest?: () => Promise<void>): { FASTSPRING?: CommercePort } {
  const { FASTSPRING_USERNAME: username, FASTSPRING_PASSWORD: password, FASTSPRING_STOREFRONT: storefront } = settings;
  if (!username || !password || !storefront) return {};
  const { FASTSPRING_API_BASE: apiBase, FASTSPRING_WEBHOOK_SECRETS: webhookSecrets } = settings;
  const options = { username, password, storefront, apiBase, webhookSecrets, ...(beforeRequest && { beforeRequest }) };
  return { FASTSPRING: createFastSpringCommerce(options) };
}

/** The same, for work in bulk: providers get `RECONCILE_READS_PER_SECOND` requests at most, and they are counted. */
export function withPace(ctx: Context): Context & { pace: Pace } {
  const pace = paceRequests(ctx.env.RECONCILE_READS_PER_SECOND);
  return { ...ctx, commerce: createCommerce(ctx.env, pace.wait), pace };
}

declare global {
  // Outlives the module reloads of `next dev`, which would open a connection pool each.
  var usherContext: Context | undefined;
}

/** This process's context, made at the first call; throws `SettingsError` when a setting is missing or weak. */
export function getContext(): Context {
  globalThis.usherContext ??= createContext(env());
  return globalThis.usherContext;
}
