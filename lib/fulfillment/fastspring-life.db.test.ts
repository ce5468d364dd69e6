import { afterAll, describe, expect, it } from "vitest";
import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import { fulfill } from "./fulfill";
import { anAddress, openFastSpringLife } from "./testing/open-fastspring-life";

const { shop, whatIsKnownOf, licensesOf } = await openFastSpringLife();
afterAll(() => shop.close());

async function subscribe(name: string, product = "studio-monthly", quantity = 1) {
  const account = await shop.account(anAddress(name));
  const { subscriptions } = await shop.order(account, { items: [{ product, quantity }] });
  await shop.tell();
  return { account, id: subscriptions[0] ?? "" };
}

describe("a subscription", () => {
  it("is licensed without an end, renewed, changed, canceled, kept and ended", async () => {
    const { account, id } = await subscribe("Sara", "studio-monthly", 2);
    expect((await whatIsKnownOf(account)).licenses).toMatchObject([{ qty: 2, validUntil: null, state: "valid" }]);
    await shop.control(`subscriptions/${id}/renew`);
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "done" });
    await shop.control(`subscriptions/${id}/change`, { quantity: 5 });
    await shop.control(`subscriptions/${id}/cancel`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["studio-monthly 5 valid"]);
    await shop.control(`subscriptions/${id}/uncancel`);
    await shop.control(`subscriptions/${id}/change`, { product: "studio-team" });
    await shop.tell();
    // A product change gives a new license; the grant serves it, and the old one has ended.
    expect(await licensesOf(account)).toEqual(["studio-team 5 valid"]);
    const all = await shop.ctx.db.license.findMany({
      where: { subscriptionReference: id },
      orderBy: { created: "asc" },
    });
    expect(all.map(({ productName, state }) => `${productName} ${state}`)).toEqual([
      "studio-monthly REVOKED",
      "studio-team VALID",
    ]);
    await shop.control(`subscriptions/${id}/deactivate`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["studio-team 5 revoked"]);
  });

  it("ends the same after any order of events, an update before its activation included, and resends", async () => {
    const account = await shop.account(anAddress("Uma"));
    const { subscriptions } = await shop.order(account, { items: [{ product: "studio-monthly" }] });
    await shop.control(`subscriptions/${subscriptions[0]}/change`, { quantity: 4 });
    const backwards = (events: ProviderEvent[]) => events.toReversed();
    await shop.tell(backwards);
    expect(await licensesOf(account)).toEqual(["studio-monthly 4 valid"]);
    for (const { eventId } of await shop.ctx.db.inboxEvent.findMany({
      where: { subject: { contains: String(subscriptions[0]) } },
    })) {
      await shop.control(`events/${eventId}/resend`);
    }
    const issued = await shop.ctx.db.license.count();
    expect((await shop.tell()).length).toBeGreaterThan(1);
    expect(await shop.ctx.db.license.count()).toBe(issued);
    expect(await licensesOf(account)).toEqual(["studio-monthly 4 valid"]);
  });

  it("overdue stays licensed during the grace period", async () => {
    const { account, id } = await subscribe("Vera");
    await shop.control(`subscriptions/${id}/overdue`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["studio-monthly 1 valid"]);
    const mirrored = await shop.ctx.db.subscription.findFirst({ where: { providerSubscriptionId: id } });
    expect(mirrored).toMatchObject({ status: "past_due", pastDueSince: expect.any(Date) });
  });

  it("sold until its period's end has that end, and each charge extends it", async () => {
    const { account, id } = await subscribe("Rita", "studio-rent");
    const [license] = (await whatIsKnownOf(account)).licenses;
    const first = license?.validUntil?.getTime() ?? 0;
    expect(first).toBeGreaterThan(Date.now() + 27 * 86_400_000);
    await shop.control(`subscriptions/${id}/renew`);
    await shop.tell();
    const [extended] = (await whatIsKnownOf(account)).licenses;
    const truth = await shop.ctx.commerce.FASTSPRING?.readSubscription(id, AbortSignal.timeout(5_000));
    expect(extended?.validUntil).toEqual(truth?.currentPeriodEnd);
    expect(extended).toMatchObject({ id: license?.id, state: "valid" });
  });

  it("is ended by no event about one that is not active, and an unknown product is foreign", async () => {
    const { account, id } = await subscribe("Walt");
    const translated = await shop.tell();
    expect(translated).toEqual([]);
    const missing = { provider: "FASTSPRING", kind: "subscription", id: "nowhere" } as const;
    expect(await fulfill(shop.ctx, { subject: missing, cause: "test" })).toMatchObject({ kind: "ignored" });
    await shop.fastSpring("POST", "/api/products", { products: [{ product: "shirt" }] });
    await shop.order(account, { items: [{ product: "shirt" }] });
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "ignored", reason: expect.stringContaining("catalog") });
    expect(id).not.toBe("");
  });
});

describe("money that goes back", () => {
  async function buy(name: string) {
    const account = await shop.account(anAddress(name));
    const { id } = await shop.order(account, { items: [{ product: "plugin" }, { product: "brushes" }] });
    await shop.tell();
    return { account, id };
  }

  it("in full ends every license of the order, for one product that one's", async () => {
    const whole = await buy("Ines");
    await shop.fastSpring("POST", "/api/returns", { returns: [{ order: whole.id }] });
    await shop.tell();
    expect(await licensesOf(whole.account)).toEqual(["brushes 1 revoked", "plugin 1 revoked"]);
    const line = await buy("Iris");
    await shop.control(`orders/${line.id}/return`, { products: ["plugin"] });
    await shop.tell();
    expect(await licensesOf(line.account)).toEqual(["brushes 1 valid", "plugin 1 revoked"]);
  });

  it("in part keeps the licenses and is put before support", async () => {
    const { account, id } = await buy("Iva");
    await shop.control(`orders/${id}/return`, { share: 0.9 });
    const [outcome] = await shop.tell();
    expect(outcome?.reason).toContain("Flagged");
    expect(await licensesOf(account)).toEqual(["brushes 1 valid", "plugin 1 valid"]);
  });

  it("for a subscription that has another product by now is put before support all the same", async () => {
    const account = await shop.account(anAddress("Ivo"));
    const items = [{ product: "studio-monthly" }, { product: "plugin" }];
    const { id, subscriptions } = await shop.order(account, { items });
    await shop.control(`subscriptions/${subscriptions[0]}/change`, { product: "studio-team" });
    await shop.control(`orders/${id}/return`, { products: ["studio-monthly"] });
    const told = (await shop.tell()).map(({ reason }) => reason).join();
    expect(told).toMatch(/Flagged: .* of subscription .* was refunded/);
    // Only the subscription's money went back.
    expect(told).not.toMatch(/of order .* was refunded/);
    expect(await licensesOf(account)).toEqual(["plugin 1 valid", "studio-team 1 valid"]);
  });

  it("by a chargeback suspends them, and stays in mind though FastSpring lists none, until support settles it", async () => {
    const { account, id } = await buy("Ilse");
    await shop.control(`orders/${id}/chargeback`);
    await shop.tell();
    expect(await licensesOf(account)).toEqual(["brushes 1 suspended", "plugin 1 suspended"]);
    const subject = { provider: "FASTSPRING", kind: "order", id } as const;
    await fulfill(shop.ctx, { subject, cause: "reconciliation" });
    expect(await licensesOf(account)).toEqual(["brushes 1 suspended", "plugin 1 suspended"]);
    // As docs/fastspring.md tells it.
    await shop.ctx.db.dispute.deleteMany({ where: { paymentId: `chargeback:${id}` } });
    await fulfill(shop.ctx, { subject, cause: "reconciliation" });
    expect(await licensesOf(account)).toEqual(["brushes 1 valid", "plugin 1 valid"]);
  });
});
