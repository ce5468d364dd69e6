import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatSubject, type EventSubject } from "@/lib/commerce/subject";
import { parkEvents } from "@/lib/inbox/park-events";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { newId } from "@/lib/kernel/ids";
import { openShop, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { followSubject } from "./follow-subject";
import { fulfill } from "./fulfill";
import { reconcile } from "./reconcile";

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio", { access: "KEY" });
});
afterAll(() => shop.close());

const stripe = (kind: EventSubject["kind"], id: string) => ({ provider: "STRIPE", kind, id }) as const;
const follow = (subject: EventSubject) => followSubject(shop.ctx, { subject, cause: "test", forEvents: true });
const jobOf = (subject: EventSubject) =>
  shop.ctx.db.$queryRaw<{ runAt: Date }[]>`
    SELECT run_at AS "runAt" FROM graphile_worker.jobs WHERE key = ${`fulfill:${formatSubject(subject)}`}`;

async function eventOf(subject: EventSubject): Promise<string> {
  const eventId = `evt_${newId()}`;
  const event = { eventId, type: "test", apiVersion: null, occurredAt: new Date(), ignoredReason: null };
  await receiveEvents(shop.ctx, {
    provider: "STRIPE",
    rawBody: "{}",
    events: [{ ...event, subject: formatSubject(subject) }],
  });
  return eventId;
}

const readEvent = (eventId: string) => shop.ctx.db.inboxEvent.findFirstOrThrow({ where: { eventId } });

async function subscribe(customer: string, metadata: Record<string, string> = {}) {
  const { id } = await shop.subscribe(customer, [{ price: monthly }], metadata);
  const expanded = await shop.stripe("GET", `/v1/subscriptions/${id}`, { expand: ["latest_invoice.payments"] });
  return { id, paymentId: /"payment_intent":"(pi_\w+)"/.exec(JSON.stringify(expanded))?.[1] ?? "" };
}

const reconcileAll = () =>
  reconcile({ ...shop.ctx, pace: { count: () => 0 } }, { provider: "STRIPE", signal: new AbortController().signal });

describe("what happened to a payment while its purchase was parked", () => {
  it("counts as soon as support has settled the purchase, and the payment's own event is settled after it", async () => {
    const customer = await shop.introduce({ name: "Ada", email: "ada@example.com" });
    const bought = await subscribe(customer, { tendukeLicenseeId: newId() });
    const [purchase, payment] = [subscriptionSubject(bought.id), stripe("payment", bought.paymentId)];
    expect(await fulfill(shop.ctx, { subject: purchase, cause: "test" })).toMatchObject({ kind: "parked" });
    await shop.contest(bought.paymentId);
    const eventId = await eventOf(payment);
    expect(await follow(payment)).toMatchObject({ kind: "parked" });
    expect(await readEvent(eventId)).toMatchObject({ status: "PARKED" });
    await shop.ctx.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;

    await shop.stripe("POST", `/v1/subscriptions/${bought.id}`, { metadata: { tendukeLicenseeId: "" } });
    expect(await fulfill(shop.ctx, { subject: purchase, cause: "support replayed it" })).toMatchObject({
      kind: "done",
    });
    const licenses = await shop.ctx.db.license.findMany({ where: { subscriptionReference: bought.id } });
    expect(licenses).toMatchObject([{ state: "SUSPENDED", stateReason: "Its payment is disputed" }]);
    expect(await jobOf(payment)).toHaveLength(1);
    await follow(payment);
    expect(await readEvent(eventId)).toMatchObject({ status: "DONE", reason: expect.stringContaining("active") });
    expect(await shop.ctx.db.purchasePayment.count()).toBe(0);
  });
});

describe("an event that was given up", () => {
  it("is settled by the next reconciliation with a reason, whatever it was about", async () => {
    const customer = await shop.introduce({ name: "Bea", email: "bea@example.com" });
    const bought = await subscribe(customer);
    const { latest_invoice: invoice } = await shop.stripe("GET", `/v1/subscriptions/${bought.id}`);
    const subjects = [
      stripe("payment", bought.paymentId),
      stripe("payment", String(invoice)),
      stripe("payment", "pi_of_nothing"),
      stripe("buyer", customer),
      subscriptionSubject(bought.id),
    ];
    const events = await Promise.all(subjects.map(eventOf));
    for (const subject of subjects) await parkEvents(shop.ctx, { subject: formatSubject(subject), reason: "Gave up" });
    expect((await reconcileAll()).kind).toBe("finished");
    for (const eventId of events) {
      const { status, reason } = await readEvent(eventId);
      expect(["DONE", "IGNORED"]).toContain(status);
      expect(reason).not.toContain("Gave up");
    }
  });
});

describe("a name or address that changes at the provider", () => {
  const readCustomer = (email: string) =>
    shop.ctx.db.customer.findFirstOrThrow({ where: { email }, include: { claim: true } });

  it("is followed for a buyer whom a purchase made: here, in licensing, and by the claim with a new link", async () => {
    const id = await shop.introduce({ name: "Cleo", email: "claeo@example.com" });
    const { id: subscription } = await subscribe(id);
    const purchase = subscriptionSubject(subscription);
    await fulfill(shop.ctx, { subject: purchase, cause: "test" });
    const before = await readCustomer("claeo@example.com");
    await shop.stripe("POST", `/v1/customers/${id}`, { name: "Cleo Klein", email: "Cleo@example.com" });
    expect(await follow(stripe("buyer", id))).toMatchObject({ kind: "done" });
    expect(await jobOf(purchase)).toHaveLength(1);
    for (let again = 0; again < 2; again += 1) await fulfill(shop.ctx, { subject: purchase, cause: "test" });

    const after = await readCustomer("cleo@example.com");
    expect(after).toMatchObject({ id: before.id, name: "Cleo Klein", claim: { email: "cleo@example.com" } });
    expect(after.claim?.id).not.toBe(before.claim?.id);
    const licensee = await shop.ctx.licensing.findLicensee({ licenseeId: after.licenseeId ?? "" });
    expect(licensee).toMatchObject({ name: "Cleo Klein", email: "cleo@example.com" });
    const mails = await shop.ctx.db.outgoingMail.findMany({ where: { recipient: "cleo@example.com" } });
    expect(mails).toMatchObject([{ kind: "claim_purchase", message: { claimId: after.claim?.id } }]);
  });

  it("is not followed for a customer who typed it here", async () => {
    const customer = await shop.welcome("Dora");
    const { id } = await subscribe(customer.providerCustomerId);
    await shop.stripe("POST", `/v1/customers/${customer.providerCustomerId}`, {
      name: "Nobody",
      email: "n@example.com",
    });
    expect(await follow(stripe("buyer", customer.providerCustomerId))).toMatchObject({ kind: "ignored" });
    await fulfill(shop.ctx, { subject: subscriptionSubject(id), cause: "test" });
    expect(await readCustomer(customer.email)).toMatchObject({ name: "Dora" });
  });
});

describe("a burst of events", () => {
  it("is put off by the database's clock: an app whose own is far off neither waits longer nor tries again and again", async () => {
    const customer = await shop.welcome("Emil");
    const { id } = await subscribe(customer.providerCustomerId);
    const purchase = subscriptionSubject(id);
    for (const skewMs of [-3_600_000, 3_600_000]) {
      const ctx = { ...shop.ctx, now: () => new Date(Date.now() + skewMs) };
      const request = { subject: purchase, cause: "test", forEvents: true };
      await shop.ctx.db.inboxEvent.deleteMany();
      await eventOf(purchase);
      expect(await followSubject(ctx, request)).toMatchObject({ kind: "done" });
      await eventOf(purchase);
      const [putOff, asked] = [await followSubject(ctx, request), Date.now()];
      expect(putOff.reason).toContain("Put off");
      const [job] = await jobOf(purchase);
      expect((job?.runAt.getTime() ?? 0) - asked).toBeLessThanOrEqual(2_000);
      // As if these two seconds were over.
      await shop.ctx.db.$executeRaw`UPDATE "InboxEvent" SET "handledAt" = "handledAt" - interval '2 s'`;
      expect(await followSubject(ctx, request)).toMatchObject({ kind: "done" });
    }
  });
});
