import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findFirstOrder } from "./find-first-order";
import { isCanceledOrder } from "./is-canceled-order";
import { listenedEvents } from "./listened-events";
import { listRefundedPayments } from "./list-troubled-payments";
import { readNotification } from "./read-notification";
import { readOrder } from "./read-order";
import { isOneTime, readOrders } from "./read-orders";
import { readSubscription } from "./read-subscription";
import { isLiveStorefront } from "./store-mode";
import { order as orderSchema } from "./wire";
import { givenSubscription, subscriptionId as id, subscriptionPath as at } from "./testing/given-subscription";
import stored from "./testing/payloads.json";
import { scriptedClient } from "./testing/scripted-client";

const soon = () => AbortSignal.timeout(10_000);
const read = async (more: object, live = false) =>
  readSubscription(scriptedClient(givenSubscription(more), live).client, id, soon());

describe("a subscription", () => {
  const [from, until] = [Date.parse("2027-01-05"), Date.parse("2027-03-05")];
  it.each([true, false])("that is paused is paused, whatever `active` says (%s)", async (active) => {
    const pause = { pauseDate: from, resumeDate: until, next: until };
    const paused = await read({ active, state: "paused", ...pause });
    expect(paused).toMatchObject({ status: "paused", currentPeriodEnd: new Date(from), endedAt: null });
  });
  it("that was canceled in its pause stays paused until it ends; dates of a pause that is over make none", async () => {
    const day = 86_400_000;
    const pause = { state: "canceled", pauseDate: from, resumeDate: until, deactivationDate: until, next: null };
    const inPause = await read({ ...pause, canceledDate: from + day });
    const ends = { cancelAtPeriodEnd: true, cancelAt: new Date(until), endedAt: null };
    expect(inPause).toMatchObject({ status: "paused", currentPeriodEnd: new Date(from), ...ends });
    const [before, after] = [{ canceledDate: from - day }, { canceledDate: until, deactivationDate: until + 31 * day }];
    expect(await read({ ...pause, ...before })).toMatchObject({ status: "active", ...ends });
    expect(await read({ ...pause, ...after })).toMatchObject({ status: "active", cancelAtPeriodEnd: true });
  });
  it("is paid for until a planned pause begins, though its next charge comes after it", async () => {
    const planned = await read({ isPauseScheduled: true, pauseDate: from, resumeDate: until, next: until });
    expect(planned).toMatchObject({ status: "active", currentPeriodEnd: new Date(from) });
  });
  it("overdue is so since its charge was due; later notices begin no new grace period", async () => {
    const noticed = Date.parse("2027-01-26");
    const overdue = { state: "overdue", changed: noticed, next: Date.parse("2027-02-05") };
    const paymentOverdue = { intervalUnit: "week", intervalLength: 1, total: 4, sent: 4 };
    expect((await read({ ...overdue, paymentOverdue }))?.pastDueSince).toEqual(new Date(from));
    expect((await read({ ...overdue, next: from, paymentOverdue }))?.pastDueSince).toEqual(new Date(from));
  });
  it("may have its dates as text", async () => {
    expect(await read({ next: "2027-01-05T00:00:00.000Z" })).toMatchObject({ currentPeriodEnd: new Date(from) });
  });
  it("began with the oldest of its entries, however often that was changed since", async () => {
    const first = { ...stored["order.completed"].plain, order: "o1", tags: { tendukeLicenseeId: "l1" } };
    const { client } = scriptedClient({
      [`GET ${at}/entries`]: {
        body: [
          { id: "e2", beginEntryDate: "2027-01-05", order: { order: "o2", changed: 1 } },
          { id: "e1", beginEntryDate: "2026-12-05", order: { order: "o1", changed: 9 } },
        ],
      },
      "GET /orders/o1": { body: first },
    });
    expect(await findFirstOrder(client, { subscription: id })).toMatchObject({ order: "o1" });
    const moved = {
      body: [
        { id: "e0", beginEntryDate: "2026-11-05", order: null },
        { beginEntryDate: "2026-12-05", order: "o1" },
      ],
    };
    const imported = scriptedClient({ [`GET ${at}/entries`]: moved, "GET /orders/o1": { body: first } });
    expect(await findFirstOrder(imported.client, { subscription: id })).toMatchObject({ order: "o1" });
    const none = { [`GET ${at}/entries`]: { status: 400, body: { message: "not found", params: [] } } };
    expect(await findFirstOrder(scriptedClient(none).client, { subscription: id })).toBeNull();
  });
});

describe("orders", () => {
  const order = orderSchema.parse(stored["order.canceled"].plain);
  const list = "GET /orders";
  it("that exist are read, also beside one that does not", async () => {
    const missing = { action: "order.get", order: "gone", result: "error", error: { order: "Not found" } };
    const body = { orders: [{ ...stored["order.completed"].plain, order: "o1" }, missing] };
    for (const status of [200, 400]) {
      const { client } = scriptedClient({ "GET /orders/o1,gone": { status, body } });
      expect((await readOrders(client, ["o1", "gone"])).map((each) => each.order)).toEqual(["o1"]);
    }
  });
  it("sell add-ons with their subscription, not once", () => {
    const [item] = orderSchema.parse(stored["order.completed"].plain).items;
    expect(item && [isOneTime(item), isOneTime({ ...item, isAddon: true })]).toEqual([true, false]);
    const data = { order: "o1", items: [{ product: "storage", isAddon: true }] };
    expect(listenedEvents["order.completed"]?.translate(data)).toMatchObject({ subject: { kind: "payment" } });
  });
  it("were placed when they were paid, or on the day in their reference once a return has moved that on", async () => {
    const paid = {
      ...stored["order.completed"].plain,
      reference: "USH270105-1234-56789",
      changed: Date.parse("2027-01-20"),
    };
    for (const [returns, day] of [
      [[], "2027-01-20"],
      [[{ return: "r1" }], "2027-01-05"],
    ] as const) {
      const { client } = scriptedClient({ "GET /orders/o1": { body: { ...paid, returns } } });
      expect(await readOrder(client, "o1", soon())).toMatchObject({ placedAt: new Date(day) });
    }
  });
  it("withdrawn long after they were placed are looked for by the day in their reference", async () => {
    const waiting = { ...order, reference: "USH270101-1234-56789", changed: Date.parse("2027-01-28") };
    const { client, asked } = scriptedClient({ [list]: { body: { orders: [order.order], nextPage: null } } });
    expect(await isCanceledOrder(client, waiting, soon())).toBe(true);
    expect(asked[0]?.query).toMatchObject({
      begin: "2026-12-31",
      end: "2027-01-30",
      status: "canceled",
      scope: "test",
    });
  });
  it("are refunded when their returns were made, however old they are", async () => {
    const since = new Date("2027-01-20");
    const refunded = (name: string, returns: string[]) => ({
      ...stored["order.completed"].plain,
      order: name,
      changed: Date.parse("2026-06-01"),
      returns,
    });
    const made = (name: string, day: string) => ({
      ...stored["return.created"].plain,
      return: name,
      changed: Date.parse(day),
    });
    const { client, asked } = scriptedClient({
      [list]: { body: { orders: [refunded("o1", ["r1"]), refunded("o2", ["r2"])], nextPage: null } },
      "GET /returns/r1,r2": { body: { returns: [made("r1", "2027-01-19"), made("r2", "2027-01-21")] } },
    });
    expect(await listRefundedPayments(client, { after: null, since, signal: soon() })).toEqual({
      ids: ["o2"],
      after: null,
    });
    expect(asked[0]?.query).toMatchObject({ begin: "2025-01-20", returns: "true" });
  });
});

describe("test orders and live ones", () => {
  it.each([
    ["https://vendor.onfastspring.com", true],
    ["https://store.vendor.com", true],
    ["https://vendor.test.onfastspring.com", false],
    ["http://localhost:3010/fastspring/store", false],
  ])("%s takes real money: %s", (storefront, live) => expect(isLiveStorefront(storefront)).toBe(live));

  it.each([true, false])("of the other mode do not exist (a live store: %s)", async (live) => {
    expect(await read({ live: !live }, live)).toBeNull();
    expect(await read({ live }, live)).not.toBeNull();
    const { client } = scriptedClient(
      { "GET /orders/o1": { body: { ...stored["order.completed"].plain, live: !live } } },
      live,
    );
    expect(await readOrders(client, ["o1"])).toEqual([]);
  });

  it.each([true, false])("are told in events that are kept and ignored with the reason (a live store: %s)", (live) => {
    const secret = "a secret that is long enough";
    const events = [!live, live].map((each, index) => ({
      id: `e${index}`,
      type: "subscription.updated",
      live: each,
      created: 1,
      data: stored["subscription.updated"].plain,
    }));
    const body = JSON.stringify({ events });
    const signature = createHmac("sha256", secret).update(body).digest("base64");
    const reading = readNotification({ secrets: [secret], live }, body, signature, new Date());
    const parsed = z.object({
      events: z.array(z.object({ subject: z.unknown(), ignoredReason: z.string().nullable() })),
    });
    expect(parsed.parse(reading).events).toEqual([
      { subject: null, ignoredReason: expect.stringContaining(live ? "test order" : "live order") },
      { subject: expect.objectContaining({ kind: "subscription" }), ignoredReason: null },
    ]);
  });
});
