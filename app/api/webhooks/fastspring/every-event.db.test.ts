import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import stored from "@/lib/commerce/fastspring/testing/payloads.json";
import { parseEventSubject } from "@/lib/commerce/subject";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { fastSpringSecret, openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { eventCases, storedIds } from "@/app/testing/fastspring-event-cases";
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

const variants: [form: Form, who: "PERSON" | "ORGANIZATION"][] = [
  ["plain", "PERSON"],
  ["expanded", "ORGANIZATION"],
  ["least", "ORGANIZATION"],
];

const rows = eventCases.map(
  ([event, what, given, licenses, more]) => [event, what, { given, licenses, more }] as const,
);

describe.each(variants)("the stored payload, %s, of a buyer who is a %s", (form, type) => {
  it.each(rows)("%s %s", async (event, _what, { given, licenses, more = {} }) => {
    const { names = /^Ada B$|^Analytical Engines$/, status = "DONE", data } = more;
    const company = type === "ORGANIZATION" ? { company: "Analytical Engines" } : {};
    const account = await shop.account({ first: "Ada", last: "B", email: `${randomUUID()}@example.com`, ...company });
    const ids = { [storedIds.account]: account, ...(await given(shop, account)) };
    const eventId = await deliver(event, payloadOf(event, form, ids, data));
    const [row] = await shop.ctx.db.inboxEvent.findMany({ where: { eventId } });
    expect(row).toMatchObject({ status, reason: expect.stringMatching(/\w{3}/) });
    const known = await knownOf(account);
    expect(known.licenses).toEqual(licenses);
    if (licenses.length > 0 || event.startsWith("account")) {
      expect(known).toMatchObject({ type, name: expect.stringMatching(names) });
    }
    await shop.tell(() => []);
  });
});

it("every stored payload has a row", () => {
  expect(new Set(eventCases.map(([event]) => event))).toEqual(new Set(Object.keys(payloads)));
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
