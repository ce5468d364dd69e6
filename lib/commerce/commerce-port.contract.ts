import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeCheckouts } from "./checkout.contract";
import { describeLists } from "./lists.contract";
import { describeChanges } from "./subscription-change.contract";
import { newCustomer, soon } from "./test-given";
import type { CommerceWorld, Lack } from "./test-world";

/** What every provider's adapter guarantees, whoever stands behind it. */
export function describeCommercePort(
  name: string,
  open: () => Promise<CommerceWorld>,
  lacks: readonly Lack[] = [],
): void {
  const closesCheckouts = !lacks.includes("closed_checkouts");
  describe(`${name} as commerce port`, () => {
    let world: CommerceWorld;
    let monthly: string;
    let once: string;
    beforeAll(async () => {
      world = await open();
      [monthly, once] = await Promise.all([world.makePrice("monthly"), world.makePrice("once")]);
    });
    afterAll(() => world.close());

    describe("a customer", () => {
      it("is made once for the same key, also when asked at once", async () => {
        const [licensee, key] = [randomUUID(), randomUUID()];
        const input = {
          idempotencyKey: key,
          licenseeId: licensee,
          customerId: licensee,
          name: "Ada",
          email: `${key}@example.com`,
        };
        const made = await Promise.all([1, 2, 3].map(() => world.port.createCustomer(input).catch(() => null)));
        const again = await world.port.createCustomer(input);
        expect(new Set(made.flatMap((customer) => customer?.providerCustomerId ?? [])).size).toBe(1);
        expect(made).toContainEqual(again);
      });

      it("carries the licensee id to purchases that name none", async () => {
        const licenseeId = randomUUID();
        const { providerCustomerId } = await newCustomer(world, licenseeId);
        const id = await world.subscribe(providerCustomerId, [monthly]);
        expect((await world.port.readSubscription(id, soon()))?.buyer).toMatchObject({
          licenseeId,
          providerCustomerId,
        });
      });
    });

    describeCheckouts(() => ({ world, monthly, once }), { closesCheckouts });

    describe("a subscription", () => {
      it("is read with all its items, however many", async () => {
        const { providerCustomerId } = await newCustomer(world);
        const prices = await Promise.all(Array.from({ length: 12 }, () => world.makePrice("monthly")));
        const id = await world.subscribe(providerCustomerId, prices);
        const subscription = await world.port.readSubscription(id, soon());
        expect(subscription?.items.map((item) => item.providerPriceId).sort()).toEqual([...prices].sort());
      });

      it("that was canceled says when it ended", async () => {
        const { providerCustomerId } = await newCustomer(world);
        const id = await world.subscribe(providerCustomerId, [monthly]);
        await world.cancel(id);
        const subscription = await world.port.readSubscription(id, soon());
        expect(subscription?.status).toBe("canceled");
        expect(subscription?.endedAt).toBeInstanceOf(Date);
      });
    });

    describeLists(() => ({ world, monthly, once }));

    it("what does not exist is null, not an error", async () => {
      expect(await world.port.readSubscription("sub_missing", soon())).toBeNull();
      expect(await world.port.readOrder("cs_test_missing", soon())).toBeNull();
      expect(await world.port.readCheckout("cs_test_missing")).toBeNull();
    });

    it("a reading past its deadline fails in a way that a retry can mend", async () => {
      const reading = world.port.readSubscription("sub_1", AbortSignal.abort(new DOMException("late", "TimeoutError")));
      await expect(reading).rejects.toMatchObject({ name: "AdapterError", retryable: true });
    });

    it("prices come with their terms; unknown ones are left out", async () => {
      const prices = await world.port.readPrices([monthly, "price_missing", once]);
      expect(prices).toMatchObject([
        { providerPriceId: monthly, currency: "EUR", recurring: { interval: "month", intervalCount: 1 }, active: true },
        { providerPriceId: once, currency: "EUR", recurring: null, active: true },
      ]);
    });

    it("the billing portal has an address, also for who comes for a new card", async () => {
      const { providerCustomerId } = await newCustomer(world);
      const request = { providerCustomerId, returnUrl: "http://localhost:3000/portal" };
      expect((await world.port.openBillingPortal(request)).url).toMatch(/^http/);
      expect((await world.port.openBillingPortal({ ...request, begin: "payment_method" })).url).toMatch(/^http/);
    });

    describeChanges(() => ({ world, monthly }));

    it("a notification without a signature is not read", () => {
      expect(world.port.readNotification("{}", null, new Date())).toEqual({ kind: "bad_signature" });
    });
  });
}
