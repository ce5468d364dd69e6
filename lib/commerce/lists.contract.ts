import { describe, expect, it } from "vitest";
import { aRequest, newCustomer, soon, type Given } from "./test-given";
import { eachPage } from "./test-pages";

/** What every provider's adapter guarantees about what reconciliation and catch-up walk through. */
export function describeLists(given: () => Given): void {
  describe("what is walked through page by page", () => {
    it("are all subscriptions, each once, ended ones included", async () => {
      const { world, monthly } = given();
      const { providerCustomerId } = await newCustomer(world);
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
      const { world, once } = given();
      const paid = await world.port.openCheckout(await aRequest(given(), { mode: "payment", providerPriceId: once }));
      const open = await world.port.openCheckout(await aRequest(given(), { mode: "payment", providerPriceId: once }));
      const other = await world.port.openCheckout(await aRequest(given()));
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
      const { world, once } = given();
      const { sessionId } = await world.port.openCheckout(
        await aRequest(given(), { mode: "payment", providerPriceId: once }),
      );
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
      const { world, monthly } = given();
      const { providerCustomerId } = await newCustomer(world);
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
}
