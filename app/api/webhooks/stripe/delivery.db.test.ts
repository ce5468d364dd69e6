import { Stripe } from "stripe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { parseSubject } from "@/lib/commerce/subject";
import { fulfill } from "@/lib/fulfillment/fulfill";
import { testWebhookSecret } from "@/lib/test-context";
import { openShop, type Shop } from "@/lib/test-shop";
import { POST } from "./route";

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio");
});
afterAll(() => shop.close());

const eventList = z.object({ data: z.array(z.looseObject({ id: z.string(), type: z.string() })) });

/** All that Stripe would send about this life of a subscription, oldest first, as it would send it. */
async function eventsAbout(subscriptionId: string): Promise<string[]> {
  const { STRIPE_API_BASE } = shop.settings;
  const headers = { authorization: "Bearer sk_test_shop" };
  const answer = await fetch(`${STRIPE_API_BASE}/v1/events?limit=100`, { headers });
  const { data } = eventList.parse(await answer.json());
  const bodies = data.map((event) => JSON.stringify(event, null, 2));
  return bodies.filter((body) => body.includes(subscriptionId)).toReversed();
}

async function deliver(payload: string): Promise<void> {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: testWebhookSecret });
  const init = { method: "POST", body: payload, headers: { "stripe-signature": signature } };
  const answer = await POST(new Request("http://localhost/api/webhooks/stripe", init));
  expect(answer.status).toBe(200);
  const queued = await shop.ctx.db.$queryRaw<{ subject: string }[]>`
    WITH taken AS (DELETE FROM graphile_worker._private_jobs RETURNING payload)
    SELECT payload->>'subject' AS subject FROM taken WHERE payload->>'subject' IS NOT NULL`;
  for (const { subject } of queued) {
    const parsed = parseSubject(subject);
    if (parsed) await fulfill(shop.ctx, { subject: parsed, cause: "test" });
  }
}

async function deliverInTurn(events: string[]): Promise<void> {
  for (const event of events) await deliver(event);
}

async function liveAndDeliver(
  name: string,
  arrange: (events: string[]) => string[],
  send: (events: string[]) => Promise<void> = deliverInTurn,
) {
  const customer = await shop.welcome(name);
  const metadata = { tendukeLicenseeId: customer.licenseeId };
  const { id } = await shop.subscribe(customer.providerCustomerId, [{ price: monthly }], metadata);
  const found = await shop.ctx.commerce.STRIPE.readSubscription(id, AbortSignal.timeout(5_000));
  await shop.stripe("POST", `/v1/subscription_items/${found?.items[0]?.id}`, { quantity: 5 });
  const events = await eventsAbout(id);
  expect(events.length).toBeGreaterThanOrEqual(3);
  await send(arrange(events));
  const licenses = await shop.ctx.licensing.listLicenses(customer.licenseeId);
  const rows = await shop.ctx.db.inboxEvent.findMany({ where: { rawBody: { contains: id } } });
  return {
    licenses: licenses.map(({ qty, state, validUntil }) => ({ qty, state, validUntil })),
    waiting: rows.filter((row) => row.status === "WAITING").length,
    stored: rows.length,
    sent: events.length,
  };
}

it.each<[string, (events: string[]) => string[]]>([
  ["in their order", (events) => events],
  ["in the reverse order", (events) => events.toReversed()],
  ["each three times, mixed", (events) => [...events, ...events.toReversed(), ...events]],
  ["the last update only", (events) => events.filter((body) => body.includes("customer.subscription.updated"))],
])("a subscription's events, %s, end in the same license", async (name, arrange) => {
  const end = await liveAndDeliver(name.replaceAll(/\W+/g, "-"), arrange);
  expect(end.licenses).toEqual([{ qty: 5, state: "valid", validUntil: null }]);
  expect(end.waiting).toBe(0);
  expect(end.stored).toBeLessThanOrEqual(end.sent);
});

it("the same events from two endpoints, under different ids and at the same moment, end in one license", async () => {
  const deliverTwice = async (events: string[]) => {
    for (const event of events) {
      const other = event.replace(/"id": "evt_/, '"id": "evt_other');
      expect(other).not.toBe(event);
      await Promise.all([deliver(event), deliver(other)]);
    }
  };
  const end = await liveAndDeliver("Two-endpoints", (events) => events, deliverTwice);
  expect(end.licenses).toEqual([{ qty: 5, state: "valid", validUntil: null }]);
  expect(end).toMatchObject({ waiting: 0, stored: end.sent * 2 });
});
