import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import type { Subject } from "@/lib/commerce/subject";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicenseeSetup } from "@/lib/licensing/licensee";
import { openShop, orderSubject, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { fulfill } from "./fulfill";

// Purchases that did not begin here: by payment link (e-commerce-driven) and by the vendor's own page (hybrid).

let shop: Shop;
let monthly: string;
let once: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio");
  once = await shop.sell("plugin", { kind: "PERPETUAL", access: "KEY" });
});
afterAll(() => shop.close());

const run = (subject: Subject) => fulfill(shop.ctx, { subject, cause: "test" });
const licensesOf = (licenseeId: string) => shop.ctx.licensing.listLicenses(licenseeId);
const mailsTo = (recipient: string) =>
  shop.ctx.db.outgoingMail.findMany({ where: { recipient }, orderBy: { id: "asc" } });
const customerOf = (licenseeId: string) =>
  shop.ctx.db.customer.findUnique({ where: { licenseeId }, include: { claim: true, memberships: true } });

/** Somebody whom only the provider knows. */
async function buyerAtStripe(name: string, more: object = {}) {
  const email = `${name.toLowerCase()}-${newId()}@example.com`;
  return { id: await shop.introduce({ name, email, ...more }), email };
}

/** A licensee that the vendor made in licensing, without Usher. */
async function vendorsLicensee(more: Partial<LicenseeSetup> = {}): Promise<{ id: string; email: string | null }> {
  const unique = newId();
  const given = { type: "PERSON", name: "Vera Vendor", displayName: null, connectedIdentityId: null } as const;
  const ids = { email: `vera-${unique}@example.com`, naturalId: null, externalReference: `vendor-${unique}` };
  const outcome = await shop.ctx.licensing.setupLicensee({ ...given, ...ids, ...more });
  if (outcome.kind === "conflict") throw new Error(`Unexpected conflict on ${outcome.field}`);
  return outcome.licensee;
}

/** A one-time purchase on the vendor's own page; answers its subject once it is paid. */
async function buyOnce(terms: object): Promise<Subject> {
  return orderSubject(await shop.buy({ line_items: [{ price: once, quantity: 1 }], ...terms }));
}

describe("bought without signing in", () => {
  it("comes with one mail that offers the claim, however often fulfillment runs; later licenses with the usual one", async () => {
    const buyer = await buyerAtStripe("Ines");
    const first = subscriptionSubject((await shop.subscribe(buyer.id, [{ price: monthly, quantity: 2 }])).id);
    await Promise.all([run(first), run(first)]);
    await run(first);
    const licensee = await shop.ctx.licensing.findLicensee({ naturalId: buyer.id });
    const customer = await customerOf(licensee?.id ?? "");
    expect(customer).toMatchObject({
      origin: "ECOMMERCE",
      memberships: [],
      claim: { email: buyer.email, usedAt: null },
    });
    const claimId = customer?.claim?.id;
    const offer = { kind: "claim_purchase", recipient: buyer.email };
    expect(await mailsTo(buyer.email)).toMatchObject([{ ...offer, message: { claimId, seats: 2 } }]);

    await run(subscriptionSubject((await shop.subscribe(buyer.id, [{ price: monthly }])).id));
    expect((await mailsTo(buyer.email)).map(({ kind }) => kind)).toEqual(["claim_purchase", "license_ready"]);
    expect(await shop.ctx.db.purchaseClaim.count({ where: { customerId: customer?.id } })).toBe(1);
  });

  it("leaves nothing behind when the run fails before it is committed", async () => {
    const buyer = await buyerAtStripe("Juno");
    const subject = subscriptionSubject((await shop.subscribe(buyer.id, [{ price: monthly }])).id);
    const issueLicense = () => Promise.reject(new Error("a crash"));
    const within = (tx: Tx) => ({ ...shop.ctx.licensing.within(tx), issueLicense });
    const licensing = { ...shop.ctx.licensing, within };
    await expect(fulfill({ ...shop.ctx, licensing }, { subject, cause: "test" })).rejects.toThrow("a crash");
    expect(await mailsTo(buyer.email)).toEqual([]);
    expect(await shop.ctx.db.purchaseClaim.count({ where: { email: buyer.email } })).toBe(0);
    await run(subject);
    expect(await mailsTo(buyer.email)).toHaveLength(1);
  });

  it("by a guest, whom the provider keeps no customer of, is parked", async () => {
    const subject = await buyOnce({});
    expect(await run(subject)).toMatchObject({ kind: "parked", reason: expect.stringContaining("no customer") });
  });

  it("by the known address of somebody else makes a customer of its own: an address says nothing about who pays", async () => {
    const known = await shop.welcome("Kora");
    const stranger = await shop.introduce({ name: "Kora", email: known.email });
    await run(subscriptionSubject((await shop.subscribe(stranger, [{ price: monthly }])).id));
    expect(await licensesOf(known.licenseeId)).toEqual([]);
    const made = await shop.ctx.licensing.findLicensee({ naturalId: stranger });
    expect(await licensesOf(made?.id ?? "")).toHaveLength(1);
  });
});

describe("bought on the vendor's own page", () => {
  it("with a known licensee's id is licensed to them, and the payer's id is remembered", async () => {
    const customer = await shop.ctx.db.customer.create({ data: { type: "PERSON", origin: "MANUAL", name: "Lou" } });
    const actor = { kind: "system", name: "seed" } as const;
    const licenseeId = await ensureLicensee({ ...shop.ctx, actor }, customer.id, { connectedIdentityId: null });
    const payer = await buyerAtStripe("Mae");
    const metadata = { tendukeLicenseeId: licenseeId };
    const subscribed = await shop.subscribe(payer.id, [{ price: monthly }], metadata);
    expect(await run(subscriptionSubject(subscribed.id))).toMatchObject({ kind: "done" });
    expect(await licensesOf(licenseeId)).toHaveLength(1);
    expect(await shop.ctx.licensing.findLicensee({ naturalId: payer.id })).toMatchObject({ id: licenseeId });
    const mapping = { provider_providerCustomerId: { provider: "STRIPE", providerCustomerId: payer.id } } as const;
    expect(await shop.ctx.db.providerCustomer.findUnique({ where: mapping })).toMatchObject({
      customerId: customer.id,
    });
    expect(await mailsTo(payer.email)).toEqual([]);
    // From now on the payer alone says whose purchase it is.
    await run(subscriptionSubject((await shop.subscribe(payer.id, [{ price: monthly }])).id));
    expect(await licensesOf(licenseeId)).toHaveLength(2);
  });

  it("once, with the id in the session's metadata, is licensed to that licensee, whoever pays", async () => {
    const { id } = await vendorsLicensee();
    const known = await shop.welcome("Nora");
    const byGuest = await buyOnce({ metadata: { tendukeLicenseeId: known.licenseeId } });
    const byNewcomer = await buyOnce({ metadata: { tendukeLicenseeId: id }, customer_creation: "always" });
    expect([await run(byGuest), await run(byNewcomer)]).toMatchObject([{ kind: "done" }, { kind: "done" }]);
    expect(await licensesOf(known.licenseeId)).toMatchObject([{ references: { orderReference: byGuest.id } }]);
    expect(await licensesOf(id)).toMatchObject([{ references: { orderReference: byNewcomer.id } }]);
  });

  it.each([
    ["a licensee", true, "done"],
    ["nobody who exists", false, "parked"],
  ] as const)(
    "with the id in the session's metadata alone, of %s, also for a subscription",
    async (_, exists, kind) => {
      const licenseeId = exists ? (await vendorsLicensee()).id : newId();
      const checkoutId = await shop.buy({
        mode: "subscription",
        line_items: [{ price: monthly, quantity: 1 }],
        metadata: { tendukeLicenseeId: licenseeId },
      });
      const { subscription } = await shop.stripe("GET", `/v1/checkout/sessions/${checkoutId}`);
      expect(await run(subscriptionSubject(String(subscription)))).toMatchObject({ kind });
      expect(await licensesOf(licenseeId)).toHaveLength(exists ? 1 : 0);
    },
  );

  it("for a licensee that has no customer here yet makes the customer, and no second licensee", async () => {
    const { id, email } = await vendorsLicensee();
    const payer = await buyerAtStripe("Nils");
    const before = await shop.ctx.db.licensee.count();
    const { id: subscribed } = await shop.subscribe(payer.id, [{ price: monthly }], { tendukeLicenseeId: id });
    expect(await run(subscriptionSubject(subscribed))).toMatchObject({ kind: "done" });
    expect(await shop.ctx.db.licensee.count()).toBe(before);
    expect(await licensesOf(id)).toHaveLength(1);
    // Who pays for it may be anybody: the claim goes to the licensee's own address.
    expect(await customerOf(id)).toMatchObject({ name: "Vera Vendor", claim: { email } });
    expect(await mailsTo(payer.email)).toEqual([]);
    expect(await mailsTo(email ?? "")).toMatchObject([{ kind: "claim_purchase" }]);
  });

  it("for somebody else's licensee takes nothing of theirs: name, address and the open claim stay", async () => {
    const owner = await buyerAtStripe("Otto");
    await run(subscriptionSubject((await shop.subscribe(owner.id, [{ price: monthly }])).id));
    const { licenseeId } = await shop.ctx.db.customer.findFirstOrThrow({ where: { email: owner.email } });
    const payer = await buyerAtStripe("Mallory");
    const terms = { tendukeLicenseeId: licenseeId ?? "" };
    const { id } = await shop.subscribe(payer.id, [{ price: monthly }], terms);
    expect(await run(subscriptionSubject(id))).toMatchObject({ kind: "done" });
    expect(await customerOf(licenseeId ?? "")).toMatchObject({ name: "Otto", claim: { email: owner.email } });
    expect(await shop.ctx.licensing.findLicensee({ licenseeId: licenseeId ?? "" })).toMatchObject({ name: "Otto" });
    expect(await mailsTo(payer.email)).toEqual([]);
  });

  it("with the id in the customer's metadata is licensed to that licensee", async () => {
    const { id } = await vendorsLicensee();
    const payer = await buyerAtStripe("Olga", { metadata: { tendukeLicenseeId: id } });
    await run(subscriptionSubject((await shop.subscribe(payer.id, [{ price: monthly }])).id));
    expect(await licensesOf(id)).toHaveLength(1);
  });

  it("by a provider's customer who is a licensee's natural id is licensed to that licensee", async () => {
    const payer = await buyerAtStripe("Pia");
    const { id } = await vendorsLicensee({ naturalId: payer.id });
    expect(await run(subscriptionSubject((await shop.subscribe(payer.id, [{ price: monthly }])).id))).toMatchObject({
      kind: "done",
    });
    expect(await licensesOf(id)).toHaveLength(1);
    expect(await shop.ctx.db.customer.count({ where: { licenseeId: id } })).toBe(1);
  });

  it.each([["00000000-0000-4000-8000-000000000000"], ["no-such-licensee"]])(
    "with a licensee id that does not exist (%s) is parked, licensed to nobody and claimed by nobody",
    async (tendukeLicenseeId) => {
      const payer = await buyerAtStripe("Quin");
      const { id } = await shop.subscribe(payer.id, [{ price: monthly }], { tendukeLicenseeId });
      expect(await run(subscriptionSubject(id))).toMatchObject({
        kind: "parked",
        reason: expect.stringContaining("does not exist"),
      });
      expect(await shop.ctx.licensing.findLicensee({ naturalId: payer.id })).toBeNull();
      expect(await mailsTo(payer.email)).toEqual([]);
    },
  );

  it("with the id of somebody else than the mapping says is parked, and neither is licensed", async () => {
    const payer = await shop.welcome("Rolf");
    const { id: other } = await vendorsLicensee();
    const { id } = await shop.subscribe(payer.providerCustomerId, [{ price: monthly }], { tendukeLicenseeId: other });
    expect(await run(subscriptionSubject(id))).toMatchObject({
      kind: "parked",
      reason: expect.stringContaining(payer.id),
    });
    expect(await licensesOf(other)).toEqual([]);
    expect(await licensesOf(payer.licenseeId)).toEqual([]);
  });
});
