import { afterAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { createEcommerceCustomer } from "./create-ecommerce-customer";
import { ensureLicensee } from "./ensure-licensee";
import { mapProviderCustomer } from "./map-provider-customer";
import { resolveCustomer, resolveCustomerAlone } from "./resolve-customer";
import { Crash, embeddedLicensing, givenCustomer, times, worker } from "./test-given";

const database = await createTestDatabase();
afterAll(() => database.drop());
const licensing = embeddedLicensing(database.db);

const map = (customerId: string, providerCustomerId: string) =>
  database.db.$transaction((tx) =>
    mapProviderCustomer(
      { db: tx, actor: worker },
      { customerId, provider: "STRIPE", providerCustomerId, cause: "stripe:order:cs_1" },
    ),
  );
const create = (providerCustomerId: string, licenseeId: string | null = null) =>
  database.db.$transaction((tx) =>
    createEcommerceCustomer(
      { db: tx, now: systemClock, actor: worker },
      {
        provider: "STRIPE",
        providerCustomerId,
        type: "PERSON",
        name: "Given Buyer",
        email: "Buyer@Example.com",
        licenseeId,
        cause: "stripe:order:cs_1",
      },
    ),
  );
const resolve = (licenseeId: string | null, providerCustomerId: string | null) =>
  resolveCustomer({ db: database.db, licensing }, { licenseeId, provider: "STRIPE", providerCustomerId });
const givenLicensed = async () => {
  const { customer } = await givenCustomer(database.db);
  const ctx = { db: database.db, licensing, actor: worker };
  const licenseeId = await ensureLicensee(ctx, customer.id, { connectedIdentityId: null });
  return { customer: { ...customer, licenseeId }, licenseeId };
};
const payer = () => `cus_${newId()}`;

describe("mapping a provider's customer", () => {
  test("is remembered once, however often it is said", async () => {
    const { customer } = await givenCustomer(database.db);
    const id = payer();
    const outcomes = await times(10, () => map(customer.id, id));
    expect(outcomes.filter(({ kind }) => kind === "mapped")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "already_mapped")).toHaveLength(9);
    const rows = await database.db.providerCustomer.findMany({ where: { customerId: customer.id } });
    expect(rows).toMatchObject([{ provider: "STRIPE", providerCustomerId: id }]);
  });

  test("never takes one from another customer", async () => {
    const holder = await givenCustomer(database.db);
    const other = await givenCustomer(database.db);
    const id = payer();
    await map(holder.customer.id, id);
    expect(await map(other.customer.id, id)).toEqual({ kind: "belongs_to_other", customerId: holder.customer.id });
    expect(await database.db.providerCustomer.count({ where: { customerId: other.customer.id } })).toBe(0);
  });

  test("never replaces the one that the customer has", async () => {
    const { customer } = await givenCustomer(database.db);
    const id = payer();
    await map(customer.id, id);
    expect(await map(customer.id, payer())).toEqual({ kind: "has_other", providerCustomerId: id });
  });

  test("raced by two customers goes to one of them, and no transaction fails", async () => {
    const given = await times(8, () => givenCustomer(database.db));
    const id = payer();
    const outcomes = await Promise.all(given.map(({ customer }) => map(customer.id, id)));
    expect(outcomes.filter(({ kind }) => kind === "mapped")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "belongs_to_other")).toHaveLength(7);
  });
});

describe("a customer made from a purchase", () => {
  test("has its mapping, an audit entry and no member", async () => {
    const id = payer();
    const { kind, customer } = await create(id);
    expect(kind).toBe("created");
    expect(customer).toMatchObject({ origin: "ECOMMERCE", email: "buyer@example.com", licenseeId: null });
    expect(await resolve(null, id)).toEqual({ kind: "found", customer, by: "provider_customer" });
    expect(await database.db.membership.count({ where: { customerId: customer.id } })).toBe(0);
    const entries = { where: { customerId: customer.id, action: "customer.created_from_purchase" } };
    expect(await database.db.auditEntry.count(entries)).toBe(1);
  });

  test("is one, when 20 purchases of the same payer come in at once", async () => {
    const id = payer();
    const outcomes = await times(20, () => create(id));
    expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(new Set(outcomes.map(({ customer }) => customer.id)).size).toBe(1);
  });

  test("is one for each licensee that was known before", async () => {
    const setup = { type: "PERSON", name: "Given Name", displayName: null, email: null } as const;
    const ids = { naturalId: null, externalReference: `crm-${newId()}`, connectedIdentityId: null };
    const outcome = await licensing.setupLicensee({ ...setup, ...ids });
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    const id = payer();
    expect(await resolve(outcome.licensee.id, id)).toEqual({ kind: "unknown", licensee: outcome.licensee });
    const outcomes = await times(5, () => create(id, outcome.licensee.id));
    expect(new Set(outcomes.map(({ customer }) => customer.id)).size).toBe(1);
    expect(await resolve(outcome.licensee.id, id)).toMatchObject({ kind: "found", by: "licensee_id" });
  });

  test("is gone when the transaction rolls back", async () => {
    const id = payer();
    const input = { provider: "STRIPE", providerCustomerId: id, type: "PERSON", name: "Given Buyer" } as const;
    const abandoned = database.db.$transaction(async (tx) => {
      const ctx = { db: tx, now: systemClock, actor: worker };
      await createEcommerceCustomer(ctx, { ...input, email: null, licenseeId: null, cause: "test" });
      throw new Crash();
    });
    await expect(abandoned).rejects.toBeInstanceOf(Crash);
    expect(await resolve(null, id)).toEqual({ kind: "unknown", licensee: null });
  });
});

describe("whose purchase it is", () => {
  test("the licensee named in the purchase decides", async () => {
    const { customer, licenseeId } = await givenLicensed();
    expect(await resolve(licenseeId, null)).toEqual({ kind: "found", customer, by: "licensee_id" });
    expect(await resolve(licenseeId, payer())).toEqual({ kind: "found", customer, by: "licensee_id" });
  });

  test.each(["0198a000-0000-7000-8000-000000000000", "no-such-id", "'; --"])(
    "a licensee that does not exist is never guessed at (%s)",
    async (licenseeId) => {
      const { customer } = await givenLicensed();
      const id = payer();
      await map(customer.id, id);
      expect(await resolve(licenseeId, id)).toMatchObject({ kind: "doubtful" });
      expect(await resolve(licenseeId, null)).toMatchObject({ kind: "doubtful" });
    },
  );

  test("a licensee of one customer paid for by another is never guessed at", async () => {
    const [first, second] = [await givenLicensed(), await givenLicensed()];
    const id = payer();
    await map(second.customer.id, id);
    expect(await resolve(first.licenseeId, id)).toMatchObject({ kind: "doubtful" });
  });

  test("without a licensee id the natural id finds the customer", async () => {
    const { customer, licenseeId } = await givenLicensed();
    const naturalId = payer();
    await licensing.updateLicensee(licenseeId, { naturalId });
    expect(await resolve(null, naturalId)).toEqual({ kind: "found", customer, by: "natural_id" });
  });

  test("a licensee created just before a crash still finds its customer", async () => {
    const { customer } = await givenCustomer(database.db);
    const { type, name, displayName, email, id } = customer;
    const naturalId = payer();
    const ids = { naturalId, externalReference: id, connectedIdentityId: null };
    const outcome = await licensing.setupLicensee({ type, name, displayName, email, ...ids });
    if (outcome.kind !== "created") throw new Error(outcome.kind);
    expect(await resolve(outcome.licensee.id, null)).toEqual({ kind: "found", customer, by: "licensee_id" });
    expect(await resolve(null, naturalId)).toEqual({ kind: "found", customer, by: "natural_id" });
  });

  test("nobody known is nobody yet", async () => {
    expect(await resolve(null, payer())).toEqual({ kind: "unknown", licensee: null });
    expect(await resolve(null, null)).toEqual({ kind: "unknown", licensee: null });
  });

  test("a licensee that a run made elsewhere before it broke off, while another looked, is not made twice", async () => {
    const id = payer();
    const licensee = { id: newId(), externalReference: newId() };
    const elsewhere: (typeof licensee)[] = [];
    const { promise: hasLocked, resolve: locked } = Promise.withResolvers<void>();
    const { promise: hasLooked, resolve: looked } = Promise.withResolvers<void>();
    const findLicensee = () => {
      const found = elsewhere[0] ?? null;
      looked();
      return Promise.resolve(found);
    };
    const brokenOff = database.db.$transaction(async (tx) => {
      const ctx = { db: tx, now: systemClock, actor: worker };
      const profile = { type: "PERSON", name: "Given Buyer", email: null, licenseeId: null } as const;
      await createEcommerceCustomer(ctx, { provider: "STRIPE", providerCustomerId: id, ...profile, cause: "test" });
      locked();
      await hasLooked;
      elsewhere.push(licensee);
      throw new Crash();
    });
    await hasLocked;
    const purchase = { licenseeId: null, provider: "STRIPE", providerCustomerId: id } as const;
    const resolved = database.db.$transaction((db) =>
      resolveCustomerAlone({ db, licensing: { findLicensee } }, purchase),
    );
    await expect(brokenOff).rejects.toBeInstanceOf(Crash);
    expect(await resolved).toEqual({ kind: "unknown", licensee });
  });
});
