import { Stripe } from "stripe";
import { createStripeCommerce } from "@/lib/commerce/stripe/create-stripe-commerce";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { foundCustomer } from "@/lib/customers/found-customer";
import type { MembershipRole } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/db/test-database";
import { fulfill } from "@/lib/fulfillment/fulfill";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { createEmbeddedLicensing } from "@/lib/licensing/embedded/create-embedded-licensing";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { createLog, type Log } from "@/lib/observability/log";
import { demoCatalog } from "@/prisma/seed/demo-catalog";
import { ensureDemoPrices } from "@/prisma/seed/ensure-demo-prices";
import { storeCatalog } from "@/prisma/seed/store-catalog";
import { startSandbox } from "@/sandbox/start";
import type { WatchContext } from "../watch-purchase";

export const monthly = "ATLAS-EDITOR-MONTHLY";
export const yearly = "ATLAS-EDITOR-YEARLY";
export const withKey = "ATLAS-RENDER-NODE-MONTHLY";
export const perpetual = "ATLAS-DIAGRAMS-PERPETUAL";

/** What the composition root gives to deeds. */
export type WorldContext = {
  db: Db;
  licensing: LicensingPort;
  commerce: { STRIPE: CommercePort };
  now: Clock;
  log: Log;
  env: { APP_ORIGIN: string; DATABASE_URL: string };
};

/** Everything real: PostgreSQL, the licensing engine, and Stripe's protocol over HTTP. Webhooks are never delivered. */
export type World = {
  ctx: WorldContext;
  watching: WatchContext;
  /** Stripe as its own dashboard would see it. */
  stripe: Stripe;
  /** What Stripe's dashboard or the passing of time would do: the sandbox's switches. */
  control(path: string, body?: object): Promise<void>;
  stop(): Promise<void>;
};

const secretKey = "sk_test_sandbox_onboarding";

export async function startWorld(): Promise<World> {
  const database = await createTestDatabase();
  const appOrigin = "http://app.test";
  const sandbox = await startSandbox({ port: 0, smtpPort: 0, dataFolder: null, appOrigin, webhooks: [] });
  const { hostname, port } = new URL(sandbox.origin);
  const stripe = new Stripe(secretKey, { protocol: "http", host: hostname, port, telemetry: false });
  const now = () => new Date();
  const ctx: WorldContext = {
    db: database.db,
    licensing: createEmbeddedLicensing({ db: database.db, keySecret: "only for tests, thirty-two letters", now }),
    commerce: { STRIPE: createStripeCommerce({ secretKey, apiBase: sandbox.origin, webhookSecrets: [] }) },
    now,
    log: createLog("silent"),
    env: { APP_ORIGIN: appOrigin, DATABASE_URL: database.url },
  };
  await storeCatalog(database.db, demoCatalog, await ensureDemoPrices(stripe, demoCatalog));
  return {
    ctx,
    watching: { ...ctx, fulfill: (input) => fulfill(ctx, input) },
    stripe,
    control: async (path, body = {}) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${sandbox.origin}/control/${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
    stop: async () => {
      await sandbox.stop();
      await database.drop();
    },
  };
}

export async function givenUser({ ctx }: World): Promise<string> {
  const user = await ctx.db.user.create({ data: { email: `user-${newId()}@example.com` } });
  return user.id;
}

/** A person who has said who they are. */
export async function givenBuyer(world: World): Promise<{ userId: string; customerId: string }> {
  const userId = await givenUser(world);
  const actor = { kind: "user", userId, email: null } as const;
  const profile = { type: "PERSON", name: "Given Name", displayName: null, email: `${newId()}@example.com` } as const;
  const { customer } = await foundCustomer({ ...world.ctx, actor }, profile);
  return { userId, customerId: customer.id };
}

export async function givenMember(world: World, customerId: string, role: MembershipRole): Promise<string> {
  const userId = await givenUser(world);
  await world.ctx.db.membership.create({ data: { id: newId(), userId, customerId, role } });
  return userId;
}

/** Pays in the hosted checkout with a card that works. */
export async function pay({ stripe }: World, sessionId: string): Promise<void> {
  await stripe.rawRequest("POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: "pm_card_visa" });
}

/** The checkouts of the customer that somebody could pay in now, as the provider knows them. */
export async function openSessions({ ctx, stripe }: World, customerId: string): Promise<Stripe.Checkout.Session[]> {
  const mapping = await ctx.db.providerCustomer.findUnique({
    where: { customerId_provider: { customerId, provider: "STRIPE" } },
  });
  if (!mapping?.providerCustomerId) return [];
  const sessions = await stripe.checkout.sessions.list({ customer: mapping.providerCustomerId, limit: 100 });
  return sessions.data.filter((session) => session.status === "open");
}

/** The session that the address belongs to. */
export async function sessionAt({ ctx }: World, url: string): Promise<string> {
  const intent = await ctx.db.purchaseIntent.findFirstOrThrow({ where: { checkoutUrl: url } });
  if (intent.checkoutSessionId === null) throw new Error("The intent has an address but no session");
  return intent.checkoutSessionId;
}
