import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Subscription } from "./subscription";
import type { ChangePreview, SubscriptionChange } from "./subscription-change";
import { newCustomer, soon, type Given } from "./test-given";

/** What every provider's adapter guarantees about changing what is running; `monthly` costs 12.00 a seat. */
export function describeChanges(given: () => Pick<Given, "world" | "monthly">): void {
  async function subscribe(seats = 1): Promise<Subscription> {
    const { world, monthly } = given();
    const { providerCustomerId } = await newCustomer(world);
    const id = await world.subscribe(providerCustomerId, [monthly]);
    const made = await read(id);
    if (seats > 1) await world.port.changeSubscription(changeOf(made, { quantity: seats }), randomUUID());
    return seats > 1 ? read(id) : made;
  }

  async function read(id: string): Promise<Subscription> {
    const found = await given().world.port.readSubscription(id, soon());
    if (!found) throw new Error(`There is no subscription ${id}`);
    return found;
  }

  function changeOf({ id, items: [item] }: Subscription, wanted: Partial<SubscriptionChange>): SubscriptionChange {
    const { id: itemId = "", providerPriceId = "", quantity = 1 } = item ?? {};
    return { subscriptionId: id, itemId, providerPriceId, quantity, pricedAt: new Date(), ...wanted };
  }

  const sumOf = (preview: ChangePreview | null) => preview?.lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const seatsOf = (subscription: Subscription) => subscription.items.map((item) => item.quantity);

  describe("a change of a subscription", () => {
    it("is previewed: what it costs now, what each period costs then, and when; nothing happens", async () => {
      const { port } = given().world;
      const subscription = await subscribe();
      const preview = await port.previewChange(subscription, changeOf(subscription, { quantity: 3 }), soon());
      const { taxed } = given().world;
      expect(preview).toMatchObject({
        currency: "EUR",
        creditMinor: 0,
        givenBackMinor: 0,
        recurringMinor: taxed(3600),
        next: { amountMinor: taxed(3600), on: subscription.currentPeriodEnd },
      });
      // Two seats for what is left of a period that has just begun.
      expect(preview?.dueNowMinor).toBeGreaterThan(taxed(2300));
      expect(preview?.dueNowMinor).toBeLessThanOrEqual(taxed(2400));
      expect(sumOf(preview)).toBe(preview?.dueNowMinor);
      expect(seatsOf(await read(subscription.id))).toEqual([1]);
    });

    it("to fewer seats costs nothing now; what was paid for them is credited, or given back", async () => {
      const { port, taxed } = given().world;
      const subscription = await subscribe(4);
      const change = changeOf(subscription, { quantity: 1 });
      const preview = await port.previewChange(subscription, change, soon());
      const { creditMinor = 0, givenBackMinor = 0 } = preview ?? {};
      expect(creditMinor + givenBackMinor).toBeGreaterThan(3500);
      const next = { amountMinor: Math.max(0, taxed(1200) - creditMinor) };
      expect(preview).toMatchObject({ dueNowMinor: 0, recurringMinor: taxed(1200), next });
      expect(sumOf(preview)).toBe(-creditMinor - givenBackMinor);
      expect(await port.changeSubscription(change, randomUUID())).toEqual({ kind: "changed" });
      expect(seatsOf(await read(subscription.id))).toEqual([1]);
    });

    it("takes effect at once for its item alone, and twice is once", async () => {
      const { world, monthly } = given();
      const other = await world.makePrice("monthly");
      const { buyer } = await subscribe();
      const id = await world.subscribe(buyer.providerCustomerId ?? "", [monthly, other]);
      const change = changeOf(await read(id), { quantity: 5 });
      const key = randomUUID();
      expect(await world.port.changeSubscription(change, key)).toEqual({ kind: "changed" });
      expect(await world.port.changeSubscription(change, key)).toEqual({ kind: "changed" });
      const after = await read(id);
      expect(after.items.find((item) => item.id === change.itemId)).toMatchObject({
        quantity: 5,
        providerPriceId: change.providerPriceId,
      });
      expect(seatsOf(after).toSorted()).toEqual([1, 5]);
    });

    it("to another plan keeps the item and changes its price", async () => {
      const { world } = given();
      const other = await world.makePrice("monthly");
      const subscription = await subscribe();
      const change = changeOf(subscription, { providerPriceId: other });
      expect(await world.port.changeSubscription(change, randomUUID())).toEqual({ kind: "changed" });
      expect((await read(subscription.id)).items).toMatchObject([{ providerPriceId: other, quantity: 1 }]);
    });

    it("that can't be paid leaves everything as it was; with a card that works the next try succeeds", async () => {
      const { world } = given();
      const subscription = await subscribe();
      const change = changeOf(subscription, { quantity: 2 });
      await world.useCard(subscription.id, "declined");
      const refused = await world.port.changeSubscription(change, randomUUID());
      expect(refused).toMatchObject({ kind: "payment_failed" });
      expect(await read(subscription.id)).toMatchObject({ status: "active", items: [{ quantity: 1 }] });
      await world.useCard(subscription.id, "good");
      expect(await world.port.changeSubscription(change, randomUUID())).toEqual({ kind: "changed" });
    });

    it("of a subscription that does not exist has no preview", async () => {
      const missing = { ...(await subscribe()), id: "sub_missing" };
      expect(await given().world.port.previewChange(missing, changeOf(missing, {}), soon())).toBeNull();
    });
  });

  describe("a cancellation", () => {
    it("is at the end of the period, and can be taken back; asked twice it is the same", async () => {
      const { port, taxed } = given().world;
      const { id, currentPeriodEnd } = await subscribe();
      expect(await port.readNextInvoice(id, soon())).toEqual({ amountMinor: taxed(1200), on: currentPeriodEnd });
      for (const cancel of [true, true]) await port.setCancellation(id, cancel);
      expect(await read(id)).toMatchObject({ status: "active", cancelAtPeriodEnd: true, endedAt: null });
      expect(await port.readNextInvoice(id, soon())).toBeNull();
      for (const cancel of [false, false]) await port.setCancellation(id, cancel);
      expect(await read(id)).toMatchObject({ status: "active", cancelAtPeriodEnd: false, cancelAt: null });
    });
  });
}
