import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdapterError } from "@/lib/kernel/errors";
import type { CheckoutRequest } from "./commerce-port";
import { describeChanges } from "./subscription-change.contract";
import { eachPage } from "./test-pages";
import type { CommerceWorld, Lack } from "./test-world";

const soon = () => AbortSignal.timeout(10_000);

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

    const newCustomer = (licenseeId: string = randomUUID(), idempotencyKey: string = randomUUID()) =>
      world.port.createCustomer({
        idempotencyKey,
        licenseeId,
        customerId: randomUUID(),
        name: "Ada Lovelace",
        email: `${licenseeId}@example.com`,
      });

    async function aRequest(more: Partial<CheckoutRequest> = {}): Promise<CheckoutRequest> {
      const { providerCustomerId } = await newCustomer();
      const urls = { successUrl: "http://localhost:3000/return", cancelUrl: "http://localhost:3000/" };
      const ids = { intentId: randomUUID(), licenseeId: randomUUID(), customerId: randomUUID(), providerCustomerId };
      return { ...ids, ...urls, mode: "subscription", providerPriceId: monthly, quantity: 3, trialDays: 0, ...more };
    }

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

      it("carries the licensee id, and a changed one, to purchases that name none", async () => {
        const licenseeId = randomUUID();
        const { providerCustomerId } = await newCustomer(licenseeId);
        const id = await world.subscribe(providerCustomerId, [monthly]);
        expect((await world.port.readSubscription(id, soon()))?.buyer).toMatchObject({
          licenseeId,
          providerCustomerId,
        });
        await world.port.updateCustomer(providerCustomerId, { licenseeId: "another" });
        expect((await world.port.readSubscription(id, soon()))?.buyer.licenseeId).toBe("another");
      });
    });

    describe("a checkout", () => {
      it("is opened once for the same intent, and can be read again", async () => {
        const request = await aRequest();
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
        const request = await aRequest();
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
        const request = await aRequest();
        const { sessionId } = await world.port.openCheckout(request);
        await world.pay(sessionId);
        const { subject } = (await world.port.readCheckout(sessionId)) ?? {};
        expect(await world.port.findCheckoutLicensee(subject?.id ?? "", soon())).toBe(request.licenseeId);
        const without = await world.subscribe(request.providerCustomerId, [monthly]);
        expect(await world.port.findCheckoutLicensee(without, soon())).toBeNull();
      });

      it("with trial days becomes a subscription on trial", async () => {
        const { sessionId } = await world.port.openCheckout(await aRequest({ trialDays: 14 }));
        await world.pay(sessionId);
        const paid = await world.port.readCheckout(sessionId);
        const subscription = await world.port.readSubscription(paid?.subject?.id ?? "", soon());
        expect(subscription?.status).toBe("trialing");
        expect(subscription?.trialEnd?.getTime()).toBeGreaterThan(Date.now());
      });

      it("for a one-time price becomes an order, which is paid only when it is paid", async () => {
        const request = await aRequest({ mode: "payment", providerPriceId: once, quantity: 2 });
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
        const left = await world.port.openCheckout(await aRequest());
        expect(await world.port.expireCheckout(left.sessionId)).toBe("expired");
        expect(await world.port.expireCheckout(left.sessionId)).toBe("expired");
        const { status } = (await world.port.readCheckout(left.sessionId)) ?? {};
        expect(status).toBe(closesCheckouts ? "expired" : "open");
        const paid = await world.port.openCheckout(await aRequest());
        await world.pay(paid.sessionId);
        expect(await world.port.expireCheckout(paid.sessionId)).toBe("complete");
      });

      it("that the provider refuses says that trying again is no use", async () => {
        const refused = world.port.openCheckout(await aRequest({ providerPriceId: "price_missing" }));
        await expect(refused).rejects.toBeInstanceOf(AdapterError);
        await expect(refused).rejects.toMatchObject({ retryable: false });
      });
    });

    describe("a subscription", () => {
      it("is read with all its items, however many", async () => {
        const { providerCustomerId } = await newCustomer();
        const prices = await Promise.all(Array.from({ length: 12 }, () => world.makePrice("monthly")));
        const id = await world.subscribe(providerCustomerId, prices);
        const subscription = await world.port.readSubscription(id, soon());
        expect(subscription?.items.map((item) => item.providerPriceId).sort()).toEqual([...prices].sort());
      });

      it("that was canceled says when it ended", async () => {
        const { providerCustomerId } = await newCustomer();
        const id = await world.subscribe(providerCustomerId, [monthly]);
        await world.cancel(id);
        const subscription = await world.port.readSubscription(id, soon());
        expect(subscription?.status).toBe("canceled");
        expect(subscription?.endedAt).toBeInstanceOf(Date);
      });
    });

    describe("what is walked through page by page", () => {
      it("are all subscriptions, each once, ended ones included", async () => {
        const { providerCustomerId } = await newCustomer();
        const made: string[] = [];
        for (let index = 0; index < 105; index += 1) made.push(await world.subscribe(providerCustomerId, [monthly]));
        const [ended = ""] = made;
        await world.cancel(ended);
        const pages = await eachPage((after) => world.port.listSubscriptionIds({ after, signal: soon() }));
        const listed = pages.flatMap((page) => page.ids);
        expect(pages.length).toBeGreaterThan(1);
        expect(new Set(listed).size).toBe(listed.length);
        expect(made.filter((id) => !listed.includes(id))).toEqual([]);
      });

      it("are completed one-time orders, as far back as asked for", async () => {
        const paid = await world.port.openCheckout(await aRequest({ mode: "payment", providerPriceId: once }));
        const open = await world.port.openCheckout(await aRequest({ mode: "payment", providerPriceId: once }));
        const other = await world.port.openCheckout(await aRequest());
        await world.pay(paid.sessionId);
        await world.pay(other.sessionId);
        const orderId = (await world.port.readCheckout(paid.sessionId))?.subject?.id;
        const listSince = async (placedSince: Date) =>
          (await eachPage((after) => world.port.listOrderIds({ after, placedSince, signal: soon() }))).flatMap(
            (page) => page.ids,
          );
        const listed = await listSince(new Date(Date.now() - 60_000));
        expect(listed).toContain(orderId);
        expect(listed).not.toContain(open.sessionId);
        expect(listed).not.toContain(other.sessionId);
        expect(await listSince(new Date(Date.now() + 3_600_000))).toEqual([]);
      });

      it("are the payments of refunds, and from there what they paid for", async () => {
        const { sessionId } = await world.port.openCheckout(await aRequest({ mode: "payment", providerPriceId: once }));
        await world.pay(sessionId);
        const { subject } = (await world.port.readCheckout(sessionId)) ?? {};
        const order = await world.port.readOrder(subject?.id ?? "", soon());
        const paymentId = order?.paymentId ?? "";
        const listSince = async (since: Date) =>
          (await eachPage((after) => world.port.listRefundedPayments({ after, since, signal: soon() }))).flatMap(
            (page) => page.ids,
          );
        expect(await listSince(new Date(0))).not.toContain(paymentId);
        await world.refund(paymentId);
        expect(await listSince(new Date(0))).toContain(paymentId);
        expect(await listSince(new Date(Date.now() + 3_600_000))).toEqual([]);
        expect(await world.port.findPaidPurchases(paymentId, soon())).toMatchObject([{ kind: "order", id: order?.id }]);
        expect(await world.port.listDisputedPayments({ after: null, since: new Date(0), signal: soon() })).toEqual({
          ids: [],
          after: null,
        });
      });

      it("are the events that nobody took, with what they are about and as they were sent", async () => {
        const { providerCustomerId } = await newCustomer();
        const id = await world.subscribe(providerCustomerId, [monthly]);
        const listSince = async (since: Date) =>
          (await eachPage((after) => world.port.listUndeliveredEvents({ after, since, signal: soon() }))).flatMap(
            (page) => page.events,
          );
        const about = (await listSince(new Date(Date.now() - 60_000))).filter(({ event }) => event.subject?.id === id);
        expect(about.length).toBeGreaterThan(0);
        for (const { event, rawBody } of about) expect(rawBody).toContain(event.eventId);
        expect(await listSince(new Date(Date.now() + 3_600_000))).toEqual([]);
      });
    });

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
      const { providerCustomerId } = await newCustomer();
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
