import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { z } from "zod";
import { parseEventSubject } from "@/lib/commerce/subject";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { fastSpringSecret, openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { POST } from "./route";
import { diceOf, histories, type History, type Step } from "./test-histories";

/** What is granted in the end, by what the store itself says: the rules of the guide, written down once more. */
const soldOnce = z.looseObject({
  id: z.string(),
  items: z.array(z.looseObject({ product: z.string(), quantity: z.number(), isSubscription: z.boolean().optional() })),
});
const soldFor = z.looseObject({
  product: z.string(),
  quantity: z.number(),
  state: z.enum(["active", "overdue", "canceled", "deactivated", "trial"]),
});

const plans = ["studio-monthly", "studio-team"];
let shop: FastSpringShop;
let buyers = 0;
beforeAll(async () => {
  shop = await openFastSpringShop();
  for (const plan of plans) await shop.sell(plan);
  await shop.sell("plugin", { kind: "PERPETUAL" });
  await shop.sell("brushes", { kind: "PERPETUAL" });
});
afterAll(() => shop.close());

/** One buyer's store: what was bought, and what happened to its money. */
type Store = {
  account: string;
  subscriptions: string[];
  orders: { id: string; returned: Set<string>; isContested: boolean; products: string[] }[];
};

async function play({ steps, expansion, luck }: History): Promise<void> {
  await shop.control("webhooks", { expansion });
  buyers += 1;
  const email = `buyer-${buyers}@example.com`;
  const store: Store = {
    account: await shop.account({ first: "B", last: "uyer", email }),
    subscriptions: [],
    orders: [],
  };
  for (const step of steps) await doStep(store, step);
  await deliver(luck);
  // What was lost on the way stands in the list of unprocessed events.
  await shop.tell();
  expect(await grantedTo(store)).toEqual(await expectedOf(store));
}

async function doStep(store: Store, step: Step): Promise<void> {
  switch (step.kind) {
    case "deliver":
      return await deliver(step.luck);
    case "buy":
      return await buy(store, step.both ? ["plugin", "brushes"] : ["plugin"], step.quantity);
    case "subscribe": {
      const items = [{ product: plans[step.plan] ?? "", quantity: step.quantity }];
      store.subscriptions.push(...(await shop.order(store.account, { items })).subscriptions);
      return;
    }
    case "return":
    case "chargeback":
      return await takeBack(store.orders[step.which % store.orders.length], step);
    default:
      return await changeSubscription(store.subscriptions[step.which % store.subscriptions.length], step);
  }
}

async function buy(store: Store, products: string[], quantity: number): Promise<void> {
  const items = products.map((product) => ({ product, quantity }));
  const { id } = await shop.order(store.account, { items });
  store.orders.push({ id, products, returned: new Set(), isContested: false });
}

type Taking = Extract<Step, { kind: "return" | "chargeback" }>;

async function takeBack(order: Store["orders"][number] | undefined, step: Taking): Promise<void> {
  if (!order) return;
  if (step.kind === "return") return await giveBack(order, step.whole);
  await shop.control(`orders/${order.id}/chargeback`);
  order.isContested = true;
}

async function giveBack(order: Store["orders"][number], whole: boolean): Promise<void> {
  const left = order.products.filter((product) => !order.returned.has(product));
  const products = whole ? left : left.slice(0, 1);
  if (products.length === 0) return;
  await shop.control(`orders/${order.id}/return`, { products });
  for (const product of products) order.returned.add(product);
}

type Change = Extract<
  Step,
  { which: number; kind: "change" | "renew" | "overdue" | "recover" | "cancel" | "uncancel" | "deactivate" }
>;

/** Only what the store would do itself: a subscription that ended stays so. */
async function changeSubscription(id: string | undefined, step: Change): Promise<void> {
  if (!id) return;
  const { state } = soldFor.parse(await shop.fastSpring("GET", `/api/subscriptions/${id}`));
  const lawful: Record<Change["kind"], boolean> = {
    change: state === "active" || state === "overdue",
    renew: state === "active" || state === "canceled",
    overdue: state === "active",
    recover: state === "overdue",
    cancel: state === "active",
    uncancel: state === "canceled",
    deactivate: state !== "deactivated",
  };
  if (!lawful[step.kind]) return;
  const change = step.kind === "change" ? { product: plans[step.plan], quantity: step.quantity, prorate: true } : {};
  await shop.control(`subscriptions/${id}/${step.kind}`, change);
}

const listed = z.looseObject({ events: z.array(z.looseObject({ id: z.string() })) });

/** Some of what is unprocessed, in any order, in batches, some under another id as well; the rest is lost for now. */
async function deliver(luck: number): Promise<void> {
  const roll = diceOf(luck);
  const { events } = listed.parse(await shop.fastSpring("GET", "/api/events/unprocessed?days=1"));
  const sent = events.flatMap((event) => {
    const fate = roll(6);
    if (fate === 0) return [];
    return fate === 1 ? [event, { ...event, id: `${event.id}-again` }] : [event];
  });
  const shuffled = sent.map((event) => ({ event, at: roll(1_000_000) })).toSorted((a, b) => a.at - b.at);
  while (shuffled.length > 0) {
    const batch = shuffled.splice(0, 1 + roll(4)).map(({ event }) => event);
    const body = JSON.stringify({ events: batch });
    const signature = createHmac("sha256", fastSpringSecret).update(body).digest("base64");
    const request = { method: "POST", body, headers: { "x-fs-signature": signature } };
    expect((await POST(new Request("http://localhost/api/webhooks/fastspring", request))).status).toBe(200);
    if (roll(2) === 0) await work();
  }
  await work();
  for (const { id } of events.filter(() => roll(2) === 0)) {
    const isStored = (await shop.ctx.db.inboxEvent.count({ where: { eventId: id } })) > 0;
    if (isStored) await shop.fastSpring("POST", `/api/events/${id}`, { processed: true });
  }
}

/** What is queued, two at a time. */
async function work(): Promise<void> {
  const rows = await shop.ctx.db.$queryRaw<{ key: string }[]>`
    DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'fulfill:%' RETURNING key`;
  const subjects = rows.flatMap(({ key }) => parseEventSubject(key.replace("fulfill:", "")) ?? []);
  for (let next = 0; next < subjects.length; next += 2) {
    const pair = subjects.slice(next, next + 2);
    await Promise.all(pair.map((subject) => followSubject(shop.ctx, { subject, cause: "test" })));
  }
}

async function expectedOf({ subscriptions, orders }: Store): Promise<string[]> {
  const expected: string[] = [];
  for (const id of subscriptions) {
    const { product, quantity, state } = soldFor.parse(await shop.fastSpring("GET", `/api/subscriptions/${id}`));
    if (state !== "deactivated") expected.push(`${id} ${product} ${quantity} valid`);
  }
  for (const { id, returned, isContested } of orders) {
    const { items } = soldOnce.parse(await shop.fastSpring("GET", `/api/orders/${id}`));
    const standing = items.filter(({ product }) => !returned.has(product));
    const state = isContested ? "suspended" : "valid";
    expected.push(...standing.map(({ product, quantity }) => `${id} ${product} ${quantity} ${state}`));
  }
  return expected.toSorted();
}

/** Straight from the engine's own tables, so that no license is overlooked. */
async function grantedTo({ subscriptions, orders }: Store): Promise<string[]> {
  const references = [...subscriptions, ...orders.map(({ id }) => id)];
  const licenses = await shop.ctx.db.license.findMany({ where: { contractReference: { in: references } } });
  return licenses
    .filter(({ state }) => state !== "REVOKED")
    .map(
      ({ contractReference, productName, qty, state }) =>
        `${contractReference} ${productName} ${qty} ${state.toLowerCase()}`,
    )
    .toSorted();
}

// How many, which and how to play a failure again: as in lib/fulfillment/invariant/every-history.db.test.ts.
const { count, seed, path } = inject("invariant");

it(
  "what is granted is what the store says, after any order, batches split at random, losses made good and resends",
  { timeout: count * 10_000 },
  async () => {
    const which = path === null ? { numRuns: count } : { numRuns: 1, path };
    await fc.assert(fc.asyncProperty(histories, play), { seed, ...which, endOnFailure: true });
  },
);
