import type { Stripe } from "stripe";
import { foundCustomer } from "@/lib/customers/found-customer";
import type { MembershipRole } from "@/lib/customers/membership";
import { newId } from "@/lib/kernel/ids";
import type { TestContext } from "@/lib/test-context";
import { openInstallation, withFulfill } from "@/lib/test-installation";
import { demoCatalog } from "@/prisma/seed/demo-catalog";
import { ensureDemoPrices } from "@/prisma/seed/ensure-demo-prices";
import { storeCatalog } from "@/prisma/seed/store-catalog";
import { sdkFor } from "@/sandbox/stripe/sandbox-for-test";
import type { WatchContext } from "../watch-purchase";

export const monthly = "ATLAS-EDITOR-MONTHLY";
export const yearly = "ATLAS-EDITOR-YEARLY";
export const withKey = "ATLAS-RENDER-NODE-MONTHLY";
export const perpetual = "ATLAS-DIAGRAMS-PERPETUAL";

/** Everything real: PostgreSQL, the licensing engine, and Stripe's protocol over HTTP. Webhooks are never delivered. */
export type World = {
  ctx: TestContext;
  /** The same, for deeds that make a purchase true themselves. */
  watching: TestContext & Pick<WatchContext, "fulfill">;
  /** Stripe as its own dashboard would see it. */
  stripe: Stripe;
  /** What Stripe's dashboard or the passing of time would do: the sandbox's switches. */
  control(path: string, body?: object): Promise<void>;
  stop(): Promise<void>;
};

/** An installation that sells the demo catalog at Stripe. */
export async function startWorld(): Promise<World> {
  const appOrigin = "http://app.test";
  const { ctx, sandbox, close } = await openInstallation({ appOrigin, connect: () => ({ APP_ORIGIN: appOrigin }) });
  const stripe = sdkFor(sandbox.origin);
  await storeCatalog(ctx.db, demoCatalog, await ensureDemoPrices(stripe, demoCatalog));
  return { ctx, watching: withFulfill(ctx), stripe, control: sandbox.control, stop: close };
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
