import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import stored from "@/lib/commerce/fastspring/testing/payloads.json";
import { parseEventSubject } from "@/lib/commerce/subject";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { fastSpringSecret, openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { POST } from "./route";

const payloads = z
  .record(z.string(), z.object({ plain: z.looseObject({}), expanded: z.looseObject({}) }))
  .parse(stored);
/** What the rules name; every other field may be missing. */
const needed = new Set(["account", "order", "original", "subscription", "items", "active", "id"]);

let shop: FastSpringShop;
beforeAll(async () => {
  shop = await openFastSpringShop();
  for (const path of ["studio-monthly", "studio-team"]) await shop.sell(path);
  for (const path of ["plugin", "brushes"]) await shop.sell(path, { kind: "PERPETUAL" });
});
afterAll(() => shop.close());

type Form = "plain" | "expanded" | "least";
type Case = {
  event: string;
  /** What happened in the store before; answers with the ids that the stored payload's stand for. */
  given: (account: string) => Promise<Record<string, string>>;
  licenses: string[];
  names?: RegExp;
  status?: "DONE" | "IGNORED";
  /** Fields of the payload itself that differ. */
  data?: object;
};

const storedIds = { account: "account0000000000000001", subscription: "subscription0000000001" };
const plugin = { product: "plugin", quantity: 2 };

async function subscribed(account: string, steps: [step: string, body?: object][] = [], isTold = true) {
  const { subscriptions } = await shop.order(account, { items: [{ product: "studio-monthly", quantity: 3 }] });
  const [id = ""] = subscriptions;
  if (isTold) await shop.tell();
  for (const [step, body] of steps) await shop.control(`subscriptions/${id}/${step}`, body);
  return { [storedIds.subscription]: id };
}

async function bought(account: string, storedId: string, { pending = false, isTold = true, mixed = false } = {}) {
  const items = mixed ? [plugin, { product: "studio-monthly" }] : [plugin];
  const { id } = await shop.order(account, { items, ...(pending && { status: "pending" as const }) });
  if (isTold) await shop.tell();
  return { [storedId]: id };
}

const once = "order00000000000000once";
const inactive = { active: false, state: "deactivated" };

const cases: [what: string, row: Case][] = [
  ["makes the customer", { event: "account.created", given: async () => ({}), licenses: [] }],
  [
    "gives the customer the name that the account has now",
    {
      event: "account.updated",
      given: async (account) => {
        await shop.tell();
        const contact = { first: "Augusta", company: "Renamed" };
        await shop.fastSpring("POST", `/api/accounts/${account}`, { contact });
        return {};
      },
      licenses: [],
      names: /^Augusta |^Renamed$/,
    },
  ],
  [
    "licenses what was bought once, for a customer never heard of",
    { event: "order.completed", given: (id) => bought(id, once, { isTold: false }), licenses: ["plugin 2 valid"] },
  ],
  [
    "leads to the subscription that was bought along",
    {
      event: "order.completed (mixed)",
      given: (id) => bought(id, "order0000000000000mixed", { isTold: false, mixed: true }),
      licenses: ["plugin 2 valid", "studio-monthly 1 valid"],
    },
  ],
  [
    "licenses nothing before it is paid",
    {
      event: "order.payment.pending",
      given: (id) => bought(id, once, { isTold: false, pending: true }),
      licenses: [],
      status: "IGNORED",
    },
  ],
  [
    "of an order that was never paid licenses nothing",
    {
      event: "order.canceled",
      given: async (account) => {
        const ids = await bought(account, "order00000000000pending", { pending: true });
        await shop.control(`orders/${ids["order00000000000pending"]}/cancel`);
        return ids;
      },
      licenses: [],
    },
  ],
  [
    "ends what was returned",
    {
      event: "return.created",
      given: async (account) => {
        const ids = await bought(account, once);
        await shop.control(`orders/${ids[once]}/return`);
        return ids;
      },
      licenses: ["plugin 2 revoked"],
    },
  ],
  [
    "suspends what is contested",
    { event: "chargeback.created", given: (id) => bought(id, once), licenses: ["plugin 2 suspended"] },
  ],
  [
    "licenses a subscription, for a customer never heard of",
    {
      event: "subscription.activated",
      given: (id) => subscribed(id, [], false),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "licenses one of which no activation was heard",
    {
      event: "subscription.charge.completed",
      given: (id) => subscribed(id, [["renew"]], false),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "keeps it through a failed charge",
    {
      event: "subscription.charge.failed",
      given: (id) => subscribed(id, [["overdue"]]),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "keeps it in the grace period",
    {
      event: "subscription.payment.overdue",
      given: (id) => subscribed(id, [["overdue"]]),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "sets the seats",
    {
      event: "subscription.updated",
      given: (id) => subscribed(id, [["change", { quantity: 7 }]]),
      licenses: ["studio-monthly 7 valid"],
    },
  ],
  [
    "of another product gives a new license and ends the old one",
    {
      event: "subscription.updated",
      given: (id) => subscribed(id, [["change", { product: "studio-team" }]]),
      licenses: ["studio-monthly 3 revoked", "studio-team 3 valid"],
    },
  ],
  [
    "counts only for an active one",
    {
      event: "subscription.updated",
      given: (id) => subscribed(id, [["change", { quantity: 7 }]]),
      data: inactive,
      licenses: ["studio-monthly 3 valid"],
      status: "IGNORED",
    },
  ],
  [
    "keeps it until its period ends",
    {
      event: "subscription.canceled",
      given: (id) => subscribed(id, [["cancel"]]),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "keeps it",
    {
      event: "subscription.uncanceled",
      given: (id) => subscribed(id, [["cancel"], ["uncancel"]]),
      licenses: ["studio-monthly 3 valid"],
    },
  ],
  [
    "ends it",
    {
      event: "subscription.deactivated",
      given: (id) => subscribed(id, [["deactivate"]]),
      licenses: ["studio-monthly 3 revoked"],
    },
  ],
  [
    "of one never heard of licenses nothing",
    {
      event: "subscription.deactivated",
      given: (id) => subscribed(id, [["deactivate"]], false),
      licenses: [],
      status: "IGNORED",
    },
  ],
];

const variants: [form: Form, who: "PERSON" | "ORGANIZATION"][] = [
  ["plain", "PERSON"],
  ["expanded", "ORGANIZATION"],
  ["least", "ORGANIZATION"],
];

describe.each(variants)("the stored payload, %s, of a buyer who is a %s", (form, type) => {
  it.each(cases.map(([what, row]) => [row.event, what, row] as const))(
    "%s %s",
    async (
      _event,
      _what,
      { event, given, licenses, names = /^Ada B$|^Analytical Engines$/, status = "DONE", data },
    ) => {
      const company = type === "ORGANIZATION" ? { company: "Analytical Engines" } : {};
      const account = await shop.account({ first: "Ada", last: "B", email: `${randomUUID()}@example.com`, ...company });
      const ids = { [storedIds.account]: account, ...(await given(account)) };
      const eventId = await deliver(event, payloadOf(event, form, ids, data));
      const [row] = await shop.ctx.db.inboxEvent.findMany({ where: { eventId } });
      expect(row).toMatchObject({ status, reason: expect.stringMatching(/\w{3}/) });
      const known = await knownOf(account);
      expect(known.licenses).toEqual(licenses);
      if (licenses.length > 0 || event.startsWith("account")) {
        expect(known).toMatchObject({ type, name: expect.stringMatching(names) });
      }
      await shop.tell(() => []);
    },
  );
});

it("every stored payload has a row", () => {
  expect(new Set(cases.map(([, { event }]) => event))).toEqual(new Set(Object.keys(payloads)));
});

/** The stored payload, about the store's real objects. */
function payloadOf(event: string, form: Form, ids: Record<string, string>, more: object = {}): object {
  const whole = { ...payloads[event]?.[form === "expanded" ? "expanded" : "plain"], ...more };
  const entries = Object.entries(whole).filter(([field]) => form !== "least" || needed.has(field));
  let text = JSON.stringify(Object.fromEntries(entries));
  for (const [storedId, id] of Object.entries(ids)) text = text.replaceAll(storedId, id);
  return z.looseObject({}).parse(JSON.parse(text));
}

/** Delivers the event as FastSpring does, and has it handled. */
async function deliver(event: string, data: object): Promise<string> {
  const id = randomUUID();
  const notified = { id, processed: false, created: Date.now(), type: event.replace(/ \(.*/, ""), live: false, data };
  const body = JSON.stringify({ events: [notified] });
  const signature = createHmac("sha256", fastSpringSecret).update(body).digest("base64");
  const request = { method: "POST", body, headers: { "x-fs-signature": signature } };
  expect((await POST(new Request("http://localhost/api/webhooks/fastspring", request))).status).toBe(200);
  const [row] = await shop.ctx.db.inboxEvent.findMany({ where: { eventId: id } });
  const subject = row?.subject ? parseEventSubject(row.subject) : null;
  if (subject) await followSubject(shop.ctx, { subject, cause: id });
  return id;
}

async function knownOf(providerCustomerId: string) {
  const { db } = shop.ctx;
  const mapped = await db.providerCustomer.findFirst({ where: { providerCustomerId }, include: { customer: true } });
  const licenseeId = mapped?.customer.licenseeId;
  const container = licenseeId ? { container: { licenseeId } } : { id: randomUUID() };
  const licenses = await db.license.findMany({ where: container });
  const brief = licenses.map(({ productName, qty, state }) => `${productName} ${qty} ${state.toLowerCase()}`);
  const { type = null, name = null } = mapped?.customer ?? {};
  return { type, name, licenses: brief.toSorted() };
}
