import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listenedEvents } from "../listened-events";
import stored from "../testing/payloads.json";

/** One stored payload an event, without and with webhook expansion; shapes as in FastSpring's reference. */
const payloads = z
  .record(z.string(), z.object({ plain: z.looseObject({}), expanded: z.looseObject({}) }))
  .parse(stored);

const about = (kind: string, id: string) => ({ subject: { provider: "FASTSPRING", kind, id } });
const translate = (name: string, data: unknown) => listenedEvents[name.replace(/ \(.*/, "")]?.translate(data);
const payloadOf = (name: string, form: "plain" | "expanded") => payloads[name]?.[form] ?? {};

const [account, subscription] = ["account0000000000000001", "subscription0000000001"];
const table: [name: string, expected: object][] = [
  ["account.created", about("buyer", account)],
  ["account.updated", about("buyer", account)],
  ["order.completed", about("order", "order00000000000000once")],
  ["order.completed (mixed)", about("payment", "order0000000000000mixed")],
  ["order.canceled", about("order", "order00000000000pending")],
  ["order.payment.pending", { ignored: expect.any(String) }],
  ["order.approval.pending", { ignored: expect.any(String) }],
  ["order.failed", { ignored: expect.any(String) }],
  ["return.created", about("payment", "order00000000000000once")],
  ["chargeback.created", about("payment", "chargeback:order00000000000000once")],
  ["subscription.activated", about("subscription", subscription)],
  ["subscription.charge.completed", about("subscription", subscription)],
  ["subscription.charge.failed", about("subscription", subscription)],
  ["subscription.payment.overdue", about("subscription", subscription)],
  ["subscription.payment.reminder", { ignored: expect.any(String) }],
  ["subscription.trial.reminder", { ignored: expect.any(String) }],
  ["subscription.updated", about("subscription", subscription)],
  ["subscription.paused", about("subscription", subscription)],
  ["subscription.resumed", about("subscription", subscription)],
  ["subscription.canceled", about("subscription", subscription)],
  ["subscription.uncanceled", about("subscription", subscription)],
  ["subscription.deactivated", about("subscription", subscription)],
];

describe.each(table)("%s", (name, expected) => {
  it.each(["plain", "expanded"] as const)("is about what it names, %s", (form) => {
    expect(payloads).toHaveProperty([name]);
    expect(translate(name, payloadOf(name, form))).toEqual(expected);
  });

  it("needs no more than the ids that the rules name: every other field may be missing", () => {
    const data = payloadOf(name, "plain");
    const needed = ["account", "order", "original", "subscription", "items", "active", "id"];
    const least = Object.fromEntries(Object.entries(data).filter(([field]) => needed.includes(field)));
    expect(translate(name, least)).toEqual(expected);
  });
});

const acted = table.filter(([, expected]) => "subject" in expected).map(([name]) => name);
const wrong: [what: string, data: unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a text", "order"],
  ["a list", []],
  ["no field at all", {}],
  ["numbers for ids", { id: 1, account: 2, order: 3, subscription: 4, original: 5, items: 6 }],
  ["objects without ids", { account: {}, order: {}, subscription: {}, original: {}, items: [{ subscription: {} }] }],
];
describe.each(acted)("%s of a wrong type", (name) => {
  it.each(wrong)("is parked with a reason that says where: %s", (_what, data) => {
    expect(translate(name, data)).toEqual({ parked: expect.stringMatching(/can't be read: ./) });
  });
});

it.each(["subscription.updated", "subscription.charge.completed"])("%s counts only for an active one", (name) => {
  const data = payloadOf(name, "expanded");
  const nested = z.looseObject({ subscription: z.looseObject({}) }).safeParse(data);
  const ended = nested.success
    ? { ...data, subscription: { ...nested.data.subscription, active: false } }
    : { ...data, active: false };
  expect(translate(name, ended)).toEqual({ ignored: expect.stringContaining("not active") });
});

it.each([
  ["subscription.deactivated", { id: "s1" }, about("subscription", "s1")],
  ["account.created", { id: "a1" }, about("buyer", "a1")],
  ["order.completed", { id: "o1" }, about("payment", "o1")],
  ["order.completed", { order: "o1", items: [{ isSubscription: "yes" }] }, about("payment", "o1")],
])("%s may say no more than whose it is, as without expansion: %j", (name, data, expected) => {
  expect(translate(name, data)).toEqual(expected);
});

it("every event that is known has a stored payload", () => {
  expect(Object.keys(listenedEvents).filter((type) => !(type in payloads))).toEqual([]);
});

it("the guide names every event that changes something", () => {
  const guide = readFileSync(new URL("../../../../docs/fastspring.md", import.meta.url), "utf8");
  const types = acted.filter((name) => !name.includes(" "));
  expect(types.filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
});

it("every event has a reason to be listened to, and those of other systems are not in the table", () => {
  for (const { why } of Object.values(listenedEvents)) expect(why).toMatch(/\.$/);
  expect(Object.keys(listenedEvents)).not.toContain("checkout.session.completed");
});
