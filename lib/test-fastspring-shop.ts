import { z } from "zod";
import type { Offer } from "@/lib/catalog/offer";
import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import type { Context } from "@/lib/context";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { formatSubject } from "@/lib/commerce/subject";
import type { Outcome } from "@/lib/kernel/outcome";
import { talkToFastSpring, type FastSpringCalls } from "@/lib/test-fastspring-calls";
import { openInstallation } from "@/lib/test-installation";

export const fastSpringSecret = "A secret for tests that is long 1";

type Terms = Partial<Pick<Offer, "kind" | "access" | "untilPeriodEnd">> & { price?: number };
type Contact = { first?: string; last?: string; email?: string; company?: string };
type Order = { items: { product: string; quantity?: number }[]; tags?: unknown; status?: "pending" };

const placed = z.looseObject({
  id: z.string(),
  items: z.array(z.looseObject({ subscription: z.string().nullable() })),
});

const connect = (sandboxOrigin: string) => ({
  FASTSPRING_USERNAME: "vendor",
  FASTSPRING_PASSWORD: "a password that is long enough",
  FASTSPRING_API_BASE: `${sandboxOrigin}/fastspring/api`,
  FASTSPRING_STOREFRONT: `${sandboxOrigin}/fastspring/store`,
  FASTSPRING_WEBHOOK_SECRETS: `an older secret that is long enough,${fastSpringSecret}`,
});

/** An installation that sells through FastSpring what the test says; Stripe is connected beside it. */
export async function openFastSpringShop() {
  const { ctx, settings, sandbox, close } = await openInstallation({ connect });
  const fastSpring = talkToFastSpring(sandbox.origin);
  return {
    ctx,
    sandbox,
    settings,
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
    close,
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
