import { readFileSync } from "node:fs";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { listenedEvents } from "./listened-events";
import { readNotification } from "./read-notification";

const now = new Date("2026-06-15T12:00:00Z");
const secrets = ["whsec_old", "whsec_new"];

function sign(payload: string, { secret = "whsec_new", at = now }: { secret?: string; at?: Date } = {}): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(at.getTime() / 1000) });
}

function anEvent(type: string, object: unknown): string {
  return JSON.stringify({
    id: "evt_1",
    object: "event",
    type,
    api_version: "2026-10-28.endive",
    created: 1_781_524_800,
    data: { object },
  });
}

function read(body: string, signature: string | null = sign(body)) {
  return readNotification(secrets, body, signature, now);
}

function readOne(type: string, object: unknown) {
  const reading = read(anEvent(type, object));
  if (reading.kind !== "events") throw new Error(reading.kind);
  return reading.events[0];
}

describe("only what the provider signed is read", () => {
  const body = anEvent("invoice.paid", { id: "in_1" });

  it("with any of the secrets, so that they can be rolled", () => {
    for (const secret of secrets) expect(read(body, sign(body, { secret })).kind).toBe("events");
  });

  const refused: [string, string | null][] = [
    ["no signature", null],
    ["an empty signature", ""],
    ["nonsense", "t=1,v1=nonsense"],
    ["another secret", sign(body, { secret: "whsec_other" })],
    ["another body", sign(`${body} `)],
    ["an older scheme", sign(body).replace("v1=", "v0=")],
    ["one that is six minutes old", sign(body, { at: new Date(now.getTime() - 360_000) })],
  ];
  it.each(refused)("not with %s", (_what, signature) => {
    expect(read(body, signature)).toEqual({ kind: "bad_signature" });
  });

  it("nothing at all when there is no secret", () => {
    expect(readNotification([], body, sign(body), now)).toEqual({ kind: "bad_signature" });
  });

  it.each(["not json", "[]", "{}", "null", JSON.stringify({ id: 1, type: "x" })])(
    "signed, but unreadable: %s",
    (text) => {
      expect(read(text).kind).toBe("unreadable");
    },
  );
});

describe("an event names its subject, whatever shape its payload has", () => {
  const subscription = { provider: "STRIPE", kind: "subscription", id: "sub_1" };
  const order = { provider: "STRIPE", kind: "order", id: "cs_1" };
  const cases: [string, string, unknown, object | null][] = [
    ["subscription", "customer.subscription.created", { id: "sub_1" }, subscription],
    ["subscription", "customer.subscription.updated", { id: "sub_1", status: "a_new_status" }, subscription],
    ["subscription", "customer.subscription.deleted", { id: "sub_1" }, subscription],
    ["subscription", "customer.subscription.paused", { id: "sub_1" }, subscription],
    ["subscription", "customer.subscription.resumed", { id: "sub_1" }, subscription],
    ["no id", "customer.subscription.updated", { object: "subscription" }, null],
    ["no object", "customer.subscription.updated", undefined, null],
    [
      "today's invoice",
      "invoice.paid",
      { id: "in_1", parent: { subscription_details: { subscription: "sub_1" } } },
      subscription,
    ],
    ["expanded", "invoice.paid", { parent: { subscription_details: { subscription: { id: "sub_1" } } } }, subscription],
    ["invoice before 2025-03-31", "invoice.paid", { id: "in_1", subscription: "sub_1" }, subscription],
    ["expanded before 2025-03-31", "invoice.payment_failed", { subscription: { id: "sub_1" } }, subscription],
    ["invoice of no subscription", "invoice.paid", { id: "in_1", parent: null }, null],
    ["payment", "checkout.session.completed", { id: "cs_1", mode: "payment", subscription: null }, order],
    ["delayed payment", "checkout.session.async_payment_succeeded", { id: "cs_1", mode: "payment" }, order],
    ["failed payment", "checkout.session.async_payment_failed", { id: "cs_1", mode: "payment" }, order],
    ["expired", "checkout.session.expired", { id: "cs_1", mode: "payment" }, order],
    [
      "subscription",
      "checkout.session.completed",
      { id: "cs_1", mode: "subscription", subscription: "sub_1" },
      subscription,
    ],
    ["never subscribed", "checkout.session.expired", { id: "cs_1", mode: "subscription", subscription: null }, null],
    ["setup", "checkout.session.completed", { id: "cs_1", mode: "setup" }, null],
    ["a number for an object", "checkout.session.completed", 7, null],
    ["payment intent", "payment_intent.succeeded", { id: "pi_1" }, null],
    ["a type nobody listens to", "customer.tax_id.created", { id: "txi_1" }, null],
    ["a type named like a method", "constructor", { id: "x" }, null],
  ];
  it.each(cases)("%s: %s", (_what, type, object, subject) => {
    const event = readOne(type, object);
    expect(event).toMatchObject({ eventId: "evt_1", type, subject });
    expect(event?.ignoredReason === null).toBe(subject !== null);
  });

  it("a thin event of the newer kind is stored like any other", () => {
    const body = JSON.stringify({
      id: "evt_2",
      object: "v2.core.event",
      type: "v1.billing.meter",
      created: "2026-06-15T10:00:00Z",
    });
    const reading = read(body);
    expect(reading).toMatchObject({ kind: "events", events: [{ eventId: "evt_2", subject: null }] });
  });
});

it("every event that is listened to says why", () => {
  for (const { why } of Object.values(listenedEvents)) expect(why).toMatch(/^[A-Z].{20,}\.$/);
});

it("the table of events that can be tested has each that is listened to, once", () => {
  const page = readFileSync(new URL("../../../docs/testing-events.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([\w.]+)` +\| (?:trigger|scenario|nothing) +\|/gm)].map(([, event]) => event);
  expect(rows.toSorted()).toEqual(Object.keys(listenedEvents).toSorted());
});

it("the guide for vendors names every event that changes something", () => {
  const guide = readFileSync(new URL("../../../docs/connect-stripe.md", import.meta.url), "utf8");
  const onlyStored = ["payment_intent.succeeded", "radar.early_fraud_warning.created"];
  const needed = Object.keys(listenedEvents).filter((type) => !onlyStored.includes(type));
  expect(needed.filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
});
