import { z } from "zod";
import type { Offer } from "@/lib/catalog/offer";
import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import type { Context } from "@/lib/context";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { formatSubject } from "@/lib/commerce/subject";
import type { Outcome } from "@/lib/kernel/outcome";
import { openTestContext, testSettings } from "@/lib/test-context";
import { talkToFastSpring, type FastSpringCalls } from "@/lib/test-fastspring-calls";
import { startSandbox } from "@/sandbox/start";

export const fastSpringSecret = "A secret for tests that is long 1";

type Terms = Partial<Pick<Offer, "kind" | "access" | "untilPeriodEnd">> & { price?: number };
type Contact = { first?: string; last?: string; email?: string; company?: string };
type Order = { items: { product: string; quantity?: number }[]; tags?: unknown; status?: "pending" };

const placed = z.looseObject({
  id: z.string(),
  items: z.array(z.looseObject({ subscription: z.string().nullable() })),
});

/** A vendor's installation for tests that sells through FastSpring, whose stand-in is at the other end of real HTTP. */
export async function openFastSpringShop() {
  const appOrigin = "http://localhost:3000";
  const sandbox = await startSandbox({ port: 0, smtpPort: 0, dataFolder: null, appOrigin, webhooks: [] });
  const settings = {
    STRIPE_API_BASE: sandbox.origin,
    USHER_SANDBOX_ORIGIN: sandbox.origin,
    FASTSPRING_USERNAME: "vendor",
    FASTSPRING_PASSWORD: "a password that is long enough",
    FASTSPRING_API_BASE: `${sandbox.origin}/fastspring/api`,
    FASTSPRING_STOREFRONT: `${sandbox.origin}/fastspring/store`,
    FASTSPRING_WEBHOOK_SECRETS: `an older secret that is long enough,${fastSpringSecret}`,
  };
  const { ctx, databaseUrl, close } = await openTestContext(settings);
  const fastSpring = talkToFastSpring(sandbox.origin);
  return {
    ctx,
    sandbox,
    settings: { ...testSettings, ...settings, DATABASE_URL: databaseUrl },
    fastSpring,
    sell: (path: string, terms: Terms = {}) => sell(ctx, fastSpring, path, terms),
    account: async (contact: Contact, tags?: unknown) =>
      (await fastSpring("POST", "/control/accounts", { contact, tags })).id ?? "",
    order: async (account: string, order: Order) => {
      const made = placed.parse(await fastSpring("POST", `/control/accounts/${account}/orders`, order));
      return { id: made.id, subscriptions: made.items.flatMap(({ subscription }) => subscription ?? []) };
    },
    control: (path: string, body: unknown = {}) => fastSpring("POST", `/control/${path}`, body),
    tell: (pick?: (types: ProviderEvent[]) => ProviderEvent[]) => tell(ctx, pick),
    close: async () => {
      await close();
      await sandbox.stop();
    },
  };
}

export type FastSpringShop = Awaited<ReturnType<typeof openFastSpringShop>>;

/** An offer, its product, and FastSpring's product of that path. */
async function sell(ctx: Context, fastSpring: FastSpringCalls, path: string, terms: Terms): Promise<string> {
  const { kind = "SUBSCRIPTION", access = "KEY", untilPeriodEnd = false, price = 10 } = terms;
  const recurs = kind === "SUBSCRIPTION" ? { interval: "month", intervalLength: 1 } : {};
  await fastSpring("POST", "/api/products", {
    products: [{ product: path, pricing: { price: { EUR: price }, ...recurs } }],
  });
  const prices = { create: { provider: "FASTSPRING" as const, providerPriceId: path } };
  const texts = { displayName: `The ${path}`, description: "" };
  const offers = { create: { sku: path, ...texts, kind, access, untilPeriodEnd, prices } };
  await ctx.db.product.create({ data: { productName: path, ...texts, features: ["all"], offers } });
  return path;
}

/** Stores and follows what FastSpring has to tell, in its order or another, and marks it as processed. */
async function tell(ctx: Context, pick = (events: ProviderEvent[]) => events): Promise<Outcome[]> {
  const commerce = ctx.commerce.FASTSPRING;
  if (!commerce?.acknowledgeEvents) throw new Error("FastSpring is not connected");
  const signal = AbortSignal.timeout(20_000);
  const since = new Date(Date.now() - 86_400_000);
  const { events } = await commerce.listUndeliveredEvents({ after: null, since, signal });
  const outcomes: Outcome[] = [];
  for (const event of pick(events.map(({ event: each }) => each))) {
    const incoming = { ...event, subject: event.subject && formatSubject(event.subject) };
    await receiveEvents(ctx, { provider: "FASTSPRING", events: [incoming], rawBody: "" });
    if (event.subject) outcomes.push(await followSubject(ctx, { subject: event.subject, cause: event.eventId }));
  }
  await commerce.acknowledgeEvents(
    events.map(({ event }) => event.eventId),
    signal,
  );
  return outcomes;
}
