import { describe, expect, it } from "vitest";
import { AdapterError } from "@/lib/kernel/errors";
import { aRequest, soon, type Given } from "./test-given";

/** What every provider's adapter guarantees about checkouts and what they become. */
export function describeCheckouts(given: () => Given, { closesCheckouts }: { closesCheckouts: boolean }): void {
  describe("a checkout", () => {
    it("is opened once for the same intent, and can be read again", async () => {
      const { world } = given();
      const request = await aRequest(given());
      const checkout = await world.port.openCheckout(request);
      const { intentId: purchaseIntentId, licenseeId } = request;
      expect(checkout).toMatchObject({ status: "open", subject: null, purchaseIntentId, licenseeId });
      expect(checkout.url).toMatch(/^http/);
      expect(checkout.expiresAt.getTime()).toBeGreaterThan(Date.now());
      const again = await world.port.openCheckout(request);
      expect(again).toMatchObject({ status: "open", subject: null, purchaseIntentId, licenseeId });
      if (closesCheckouts) expect(again).toEqual(checkout);
      expect(await world.port.readCheckout(checkout.sessionId)).toEqual(checkout);
    });

    it("that is paid becomes a subscription that knows whose it is", async () => {
      const { world, monthly } = given();
      const request = await aRequest(given());
      const { sessionId } = await world.port.openCheckout(request);
      await world.pay(sessionId);
      const paid = await world.port.readCheckout(sessionId);
      expect(paid).toMatchObject({ status: "complete", url: null, subject: { kind: "subscription" } });
      const subscription = await world.port.readSubscription(paid?.subject?.id ?? "", soon());
      const { intentId: purchaseIntentId, licenseeId, providerCustomerId } = request;
      expect(subscription).toMatchObject({
        status: "active",
        items: [{ providerPriceId: monthly, quantity: 3 }],
        buyer: {
          purchaseIntentId,
          licenseeId,
          providerCustomerId,
          name: "Ada Lovelace",
          email: expect.stringMatching(/@example\.com$/),
        },
        cancelAtPeriodEnd: false,
        endedAt: null,
      });
    });

    it("is found by its subscription with the licensee it named; without a checkout there is none", async () => {
      const { world, monthly } = given();
      const request = await aRequest(given());
      const { sessionId } = await world.port.openCheckout(request);
      await world.pay(sessionId);
      const { subject } = (await world.port.readCheckout(sessionId)) ?? {};
      expect(await world.port.findCheckoutLicensee(subject?.id ?? "", soon())).toBe(request.licenseeId);
      const without = await world.subscribe(request.providerCustomerId, [monthly]);
      expect(await world.port.findCheckoutLicensee(without, soon())).toBeNull();
    });

    it("with trial days becomes a subscription on trial", async () => {
      const { world } = given();
      const { sessionId } = await world.port.openCheckout(await aRequest(given(), { trialDays: 14 }));
      await world.pay(sessionId);
      const paid = await world.port.readCheckout(sessionId);
      const subscription = await world.port.readSubscription(paid?.subject?.id ?? "", soon());
      expect(subscription?.status).toBe("trialing");
      expect(subscription?.trialEnd?.getTime()).toBeGreaterThan(Date.now());
    });

    it("for a one-time price becomes an order, which is paid only when it is paid", async () => {
      const { world, once } = given();
      const request = await aRequest(given(), { mode: "payment", providerPriceId: once, quantity: 2 });
      const { sessionId } = await world.port.openCheckout(request);
      const before = await world.port.readOrder(sessionId, soon());
      if (closesCheckouts) expect(before).toMatchObject({ id: sessionId, status: "open" });
      else expect(before).toBeNull();
      await world.pay(sessionId);
      const paid = await world.port.readCheckout(sessionId);
      expect(paid?.subject).toMatchObject({ kind: "order" });
      const { intentId: purchaseIntentId, licenseeId, providerCustomerId } = request;
      expect(await world.port.readOrder(paid?.subject?.id ?? "", soon())).toMatchObject({
        status: "paid",
        currency: "EUR",
        lines: [{ providerPriceId: once, quantity: 2 }],
        buyer: { purchaseIntentId, licenseeId, providerCustomerId },
      });
    });

    it("can be closed while it is open, and says when the payment came first", async () => {
      const { world } = given();
      const left = await world.port.openCheckout(await aRequest(given()));
      expect(await world.port.expireCheckout(left.sessionId)).toBe("expired");
      expect(await world.port.expireCheckout(left.sessionId)).toBe("expired");
      const { status } = (await world.port.readCheckout(left.sessionId)) ?? {};
      expect(status).toBe(closesCheckouts ? "expired" : "open");
      const paid = await world.port.openCheckout(await aRequest(given()));
      await world.pay(paid.sessionId);
      expect(await world.port.expireCheckout(paid.sessionId)).toBe("complete");
    });

    it("that the provider refuses says that trying again is no use", async () => {
      const { world } = given();
      const refused = world.port.openCheckout(await aRequest(given(), { providerPriceId: "price_missing" }));
      await expect(refused).rejects.toBeInstanceOf(AdapterError);
      await expect(refused).rejects.toMatchObject({ retryable: false });
    });
  });
}
