import { describe, expect, it } from "vitest";
import { changeSubscription } from "./change-subscription";
import { previewChange } from "./preview-change";
import { readSubscription } from "./read-subscription";
import { setCancellation } from "./set-cancellation";
import { givenSubscription, subscriptionId as id, subscriptionPath as at } from "./testing/given-subscription";
import { scriptedClient } from "./testing/scripted-client";

const soon = () => AbortSignal.timeout(10_000);
const refused = (error: object) => ({ subscription: id, result: "error", error });

describe("a change that FastSpring's estimate prices", () => {
  const change = { subscriptionId: id, itemId: id, providerPriceId: "team", quantity: 2, pricedAt: new Date() };
  const preview = async (answer: { status?: number; body: unknown }, of = change) => {
    const { client, asked } = scriptedClient({ "POST /subscriptions/estimate": answer });
    const subscription = await readSubscription(scriptedClient(givenSubscription({})).client, id, soon());
    const made = subscription && (await previewChange(client, subscription, of, soon()));
    return { made, body: asked[0]?.body };
  };
  const due = { nextChargeDate: 1_801_958_400_000, nextChargeAmount: 86.4 };
  const plans = {
    currentPlan: { display: "Basic", subscriptionProratedCredit: 100 },
    proposedPlan: { display: "Team", subscriptionProratedCharge: 150, subscriptionTotal: 86.4 },
  };

  it("is told with what is due now, taxes included, and how it comes to that", async () => {
    const amountDue = { ...due, prorationSubtotal: 50, prorationTax: 4, totalAmountDue: 54 };
    const { made, body } = await preview({ body: { currency: "USD", isProratable: true, ...plans, amountDue } });
    expect(body).toEqual({ subscription: id, product: "team", quantity: 2, prorate: true });
    expect(made).toEqual({
      currency: "USD",
      dueNowMinor: 5400,
      creditMinor: 0,
      givenBackMinor: 0,
      lines: [
        { description: "Unused: Basic", amountMinor: -10_000 },
        { description: "Team", amountMinor: 15_000 },
        { description: "Taxes", amountMinor: 400 },
      ],
      recurringMinor: 8640,
      next: { amountMinor: 8640, on: new Date(due.nextChargeDate) },
    });
  });

  it("to less than was paid is given back: nothing is due, and the next charge is whole", async () => {
    const amountDue = { ...due, prorationSubtotal: -20, prorationTax: 0, totalAmountDue: 0 };
    const { made } = await preview({ body: { currency: "JPY", ...plans, amountDue } });
    expect(made).toMatchObject({ dueNowMinor: 0, givenBackMinor: 20, creditMinor: 0, next: { amountMinor: 86 } });
    expect(made?.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(-20);
  });

  it("of an add-on names it alone; another product takes its place", async () => {
    const addon = { ...change, itemId: `${id}:storage`, providerPriceId: "storage", quantity: 4 };
    expect((await preview({ body: {}, status: 400 }, addon)).body).toMatchObject({
      addons: [{ product: "storage", quantity: 4 }],
    });
    expect((await preview({ body: {}, status: 400 }, { ...addon, providerPriceId: "vault" })).body).toMatchObject({
      addons: [
        { product: "storage", quantity: 0 },
        { product: "vault", quantity: 4 },
      ],
    });
  });

  it.each([
    ["not allowed", { status: 400, body: refused({ message: "Proration is not allowed for this subscription." }) }],
    ["too much to give back", { status: 400, body: refused({ message: "Refund exceeds the last charge amount." }) }],
    ["not changeable", { status: 500, body: refused({ message: "Subscription is not changeable" }) }],
    ["on trial", { body: { currency: "EUR", isProratable: false, prorationStatus: "TRIAL" } }],
    ["without amounts", { body: { currency: "EUR", isProratable: true } }],
    ["missing", { status: 404, body: refused({ subscription: `Subscription ID does not exist: ${id}` }) }],
  ])("has no price where it can't be prorated: %s", async (_why, answer) => {
    expect((await preview(answer)).made).toBeNull();
  });

  it("is asked for again where FastSpring is down", async () => {
    const down = preview({ status: 500, body: refused({ request: "Internal error" }) });
    await expect(down).rejects.toMatchObject({ name: "AdapterError", retryable: true });
  });

  it("whose answer was lost is not asked for again: what is so already is done", async () => {
    const { client, asked } = scriptedClient(givenSubscription({ product: "team", quantity: 2 }));
    expect(await changeSubscription(client, change)).toEqual({ kind: "changed" });
    expect(asked.map(({ method = "GET" }) => method)).toEqual(["GET"]);
  });

  it("of a subscription that does not exist is refused before anything is asked for", async () => {
    const { client, asked } = scriptedClient({});
    await expect(changeSubscription(client, change)).rejects.toMatchObject({ retryable: false });
    expect(asked).toHaveLength(1);
  });

  it("that is declined says so by its field or its words; every other refusal is one", async () => {
    const answered = (error: object) =>
      changeSubscription(
        scriptedClient({ ...givenSubscription({}), "POST /subscriptions": { body: refused(error) } }).client,
        change,
      );
    const reason = "The card was declined.";
    expect(await answered({ payment: reason })).toEqual({ kind: "payment_failed", reason });
    expect(await answered({ message: reason })).toEqual({ kind: "payment_failed", reason });
    await expect(answered({ product: "No such product" })).rejects.toMatchObject({ retryable: false });
  });
});

describe("a cancellation", () => {
  const set = async (state: object, cancel: boolean, answers = {}) => {
    const { client, asked } = scriptedClient({ ...givenSubscription(state), ...answers });
    await setCancellation(client, id, cancel);
    return asked.map(({ method = "GET" }) => method);
  };
  it("of what has ended, or is canceled already, changes nothing", async () => {
    expect(await set({ active: false, state: "deactivated" }, true)).toEqual(["GET"]);
    expect(await set({ state: "canceled" }, true)).toEqual(["GET"]);
    expect(await set({ state: "active" }, false)).toEqual(["GET"]);
  });
  it.each([true, false])("of one that is paused ends it, whatever `active` says (%s)", async (active) => {
    const canceled = { [`DELETE ${at}`]: { body: { subscriptions: [] } } };
    expect(await set({ active, state: "paused" }, true, canceled)).toEqual(["GET", "DELETE"]);
  });
  it("that somebody else made a moment before is one", async () => {
    const body = refused({ subscription: "The subscription is already canceled." });
    expect(await set({}, true, { [`DELETE ${at}`]: { status: 500, body } })).toEqual(["GET", "DELETE"]);
  });
  it("can't be taken back once it has ended", async () => {
    await expect(set({ active: false, state: "deactivated" }, false)).rejects.toMatchObject({ retryable: false });
  });
});
