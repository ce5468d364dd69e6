import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestStore } from "./store-for-test";

let store: ReturnType<typeof openTestStore>;
beforeEach(async () => {
  store = openTestStore();
  await store.sell("monthly", 10);
});
afterEach(() => store.stop());

const eventsOf = (...without: string[]) =>
  store.told().filter((type) => type.startsWith("subscription.") && !without.includes(type));
const stateOf = (id: string) => store.world.subscriptions.get(id)?.state;
const daysTo = (at: number | null | undefined) => Math.round(((at ?? 0) - store.world.now()) / 86_400_000);

describe("time that passes", () => {
  it("charges each period that ends in it, in order, and leaves the clock on the wall as it is", async () => {
    const id = await store.subscribe("monthly");
    const before = store.world.now();
    await store.days(95);
    expect(store.world.now()).toBe(before);
    expect(eventsOf()).toEqual(["subscription.activated", ...Array(3).fill("subscription.charge.completed")]);
    const created = store.world.events.all().map((event) => daysTo(event.created));
    expect(created.toSorted((a, b) => a - b)).toEqual(created);
    expect(daysTo(store.world.subscriptions.get(id)?.next)).toBeGreaterThan(20);
    // Its references and lists go by the days that orders have then.
    const [first] = store.world.orders.all();
    expect(first?.reference).toMatch(/^USH261126-/);
    const listed = await store.call("GET", "/api/orders?begin=2026-11-25&end=2026-11-27");
    expect(listed).toMatchObject({ total: 1 });
    const ended = await store.call("GET", "/api/subscriptions?status=deactivated");
    expect([ended.total, (await store.call("GET", "/api/subscriptions?status=active")).total]).toEqual([0, 1]);
  });

  it("ends trials with a charge, and canceled subscriptions with their period", async () => {
    await store.sell("trial", 10, { interval: "month", intervalLength: 1, trial: 14 });
    const [trial, canceled] = [await store.subscribe("trial"), await store.subscribe("monthly")];
    await store.call("DELETE", `/api/subscriptions/${canceled}`);
    await store.days(13);
    expect([stateOf(trial), stateOf(canceled)]).toEqual(["trial", "canceled"]);
    await store.days(1);
    expect(stateOf(trial)).toBe("active");
    await store.days(18);
    expect(stateOf(canceled)).toBe("deactivated");
    expect(eventsOf("subscription.activated")).toEqual([
      "subscription.canceled",
      "subscription.charge.completed",
      "subscription.deactivated",
    ]);
  });

  it("keeps what was canceled in its trial or its pause as it was", async () => {
    await store.sell("trial", 10, { interval: "month", intervalLength: 1, trial: 14 });
    const [trial, paused] = [await store.subscribe("trial"), await store.subscribe("monthly")];
    await store.call("POST", `/api/subscriptions/${paused}/pause`, { pausePeriodCount: 1 });
    await store.days(10);
    for (const step of ["cancel", "uncancel"]) await store.call("POST", `/control/subscriptions/${trial}/${step}`);
    expect(stateOf(trial)).toBe("trial");
    await store.days(23);
    for (const step of ["cancel", "uncancel"]) await store.call("POST", `/control/subscriptions/${paused}/${step}`);
    expect([stateOf(trial), stateOf(paused)]).toEqual(["active", "paused"]);
  });

  it("reminds who does not pay once a week, and ends the subscription a week after the last notice", async () => {
    const id = await store.subscribe("monthly");
    await store.call("POST", `/control/subscriptions/${id}/card`, { card: "declined" });
    await store.days(32);
    const sent = async () => (await store.call("GET", `/api/subscriptions/${id}`)).paymentOverdue;
    expect(stateOf(id)).toBe("overdue");
    expect(await sent()).toMatchObject({ total: 4, sent: 1 });
    await store.days(21);
    expect(await sent()).toMatchObject({ sent: 4 });
    expect(stateOf(id)).toBe("overdue");
    await store.days(7);
    expect(stateOf(id)).toBe("deactivated");
    expect(eventsOf("subscription.activated")).toEqual([
      "subscription.charge.failed",
      ...Array(4).fill("subscription.payment.overdue"),
      "subscription.deactivated",
    ]);
  });

  it("charges a card that works again with the next notice", async () => {
    const id = await store.subscribe("monthly");
    await store.call("POST", `/control/subscriptions/${id}/card`, { card: "declined" });
    await store.days(32);
    await store.call("POST", `/control/subscriptions/${id}/card`, { card: "good" });
    await store.days(7);
    expect(stateOf(id)).toBe("active");
    expect(eventsOf().at(-1)).toBe("subscription.charge.completed");
  });

  it("pauses with the next charge, for as many periods as asked for, and charges then", async () => {
    const id = await store.subscribe("monthly");
    const planned = await store.call("POST", `/api/subscriptions/${id}/pause`, { pausePeriodCount: 2 });
    expect(planned).toMatchObject({ state: "active", isPauseScheduled: true, next: planned.resumeDate });
    await store.days(32);
    expect(stateOf(id)).toBe("paused");
    await store.days(45);
    expect(stateOf(id)).toBe("paused");
    await store.days(20);
    expect(stateOf(id)).toBe("active");
    expect(eventsOf("subscription.activated", "subscription.updated")).toEqual([
      "subscription.paused",
      "subscription.paused",
      "subscription.charge.completed",
    ]);
  });

  it("a planned pause can be called off; one that goes on ends with a charge", async () => {
    const id = await store.subscribe("monthly");
    const { next } = await store.call("GET", `/api/subscriptions/${id}`);
    await store.call("POST", `/api/subscriptions/${id}/pause`, { pausePeriodCount: 1 });
    expect(await store.call("POST", `/api/subscriptions/${id}/resume`)).toMatchObject({
      next,
      isPauseScheduled: false,
    });
    await store.call("POST", `/api/subscriptions/${id}/pause`, { pausePeriodCount: 1 });
    await store.days(40);
    expect(await store.call("POST", `/api/subscriptions/${id}/resume`)).toMatchObject({ state: "active" });
    expect(eventsOf("subscription.updated").slice(-2)).toEqual([
      "subscription.resumed",
      "subscription.charge.completed",
    ]);
    await expect(store.call("POST", `/api/subscriptions/${id}/resume`)).rejects.toThrow("not paused");
  });
});

describe("a change in the middle of a period", () => {
  const ask = (id: string, change: object) =>
    store.call("POST", "/api/subscriptions/estimate", { subscription: id, ...change });
  const change = (id: string, to: object) =>
    store.call("POST", "/api/subscriptions", { subscriptions: [{ subscription: id, prorate: true, ...to }] });
  const lastOrder = () => store.world.orders.all().at(-1);

  it.each([
    ["seats", { quantity: 4 }],
    ["plan", { product: "team" }],
    ["yearly plan", { product: "yearly" }],
    ["add-on", { addons: [{ product: "storage", quantity: 2 }] }],
  ])("costs what its estimate says: %s", async (_what, to) => {
    await store.sell("team", 25);
    await store.sell("yearly", 100, { interval: "year", intervalLength: 1 });
    await store.sell("storage", 5);
    const id = await store.subscribe("monthly");
    await store.days(10);
    const estimate = await ask(id, to);
    await change(id, to);
    expect(estimate).toMatchObject({
      amountDue: { totalAmountDue: lastOrder()?.total, nextChargeDate: store.world.subscriptions.get(id)?.next },
    });
    const next = await store.call("GET", `/api/subscriptions/${id}`);
    expect(estimate).toMatchObject({ amountDue: { nextChargeAmount: next.nextChargeTotal } });
    expect(eventsOf().at(-1)).toBe("subscription.charge.completed");
  });

  it("to less gives back the rest of the period, without a charge; the same once more is no change", async () => {
    const id = await store.subscribe("monthly", { items: [{ product: "monthly", quantity: 4 }] });
    await store.days(14);
    expect(await ask(id, { quantity: 1 })).toMatchObject({
      amountDue: { prorationSubtotal: -16.46, prorationTax: 0, totalAmountDue: 0 },
    });
    await change(id, { quantity: 1 });
    expect(lastOrder()).toMatchObject({ total: 0, items: [{ proration: { credit: 21.94, charge: 5.48 } }] });
    const orders = store.world.orders.all().length;
    await change(id, { quantity: 1 });
    expect(store.world.orders.all()).toHaveLength(orders);
    expect(eventsOf()).not.toContain("subscription.charge.completed");
  });

  it("is refused where it can't be prorated, and nothing is charged", async () => {
    await store.sell("trial", 10, { interval: "month", intervalLength: 1, trial: 14 });
    const onTrial = await store.subscribe("trial");
    const paused = await store.subscribe("monthly");
    await store.call("POST", `/api/subscriptions/${paused}/pause`, { pausePeriodCount: 1 });
    const declined = await store.subscribe("monthly");
    await store.call("POST", `/control/subscriptions/${declined}/card`, { card: "declined" });
    const orders = store.world.orders.all().length;
    for (const id of [onTrial, paused]) {
      await expect(ask(id, { quantity: 2 })).rejects.toThrow("400 ");
      await expect(change(id, { quantity: 2 })).rejects.toThrow("Proration is not allowed");
    }
    await expect(change(declined, { quantity: 2 })).rejects.toThrow("declined");
    await expect(ask("nobody", { quantity: 2 })).rejects.toThrow("404 ");
    expect(store.world.orders.all()).toHaveLength(orders);
  });

  it("is counted in what the currency can pay: whole yen", async () => {
    await store.sell("jp", 1000, { interval: "month", intervalLength: 1 }, "JPY");
    const id = await store.subscribe("jp");
    await store.days(10);
    const estimate = await ask(id, { quantity: 2 });
    expect(estimate).toMatchObject({ amountDue: { prorationSubtotal: 678, prorationTax: 129, totalAmountDue: 807 } });
  });
});
