import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Customer } from "./customer";
import { ensureLicensee, type LicenseeSetups } from "./ensure-licensee";
import { Crash, embeddedLicensing, givenCustomer, times, worker } from "./test-given";

const database = await createTestDatabase();
afterAll(() => database.drop());
const licensing = embeddedLicensing(database.db);

const ensure = (customer: Customer, using: LicenseeSetups = licensing, connectedIdentityId: string | null = newId()) =>
  ensureLicensee({ db: database.db, licensing: using, actor: worker }, customer.id, { connectedIdentityId });
const storedLicenseeId = async ({ id }: Customer) =>
  (await database.db.customer.findUniqueOrThrow({ where: { id } })).licenseeId;
const auditOf = ({ id }: Customer) =>
  database.db.auditEntry.findMany({ where: { customerId: id, action: "customer.licensee_linked" } });

test("a person's licensee carries the customer's id, and its consumer the user's id", async () => {
  const { actor, customer } = await givenCustomer(database.db);
  const licenseeId = await ensure(customer, licensing, actor.userId);
  expect(await licensing.findLicensee({ externalReference: customer.id })).toMatchObject({
    id: licenseeId,
    type: "PERSON",
    name: customer.name,
    email: customer.email,
  });
  const consumer = await database.db.licenseConsumer.findUnique({ where: { connectedIdentityId: actor.userId } });
  expect(consumer).toMatchObject({ type: "PERSON", externalReference: customer.id });
  expect(await storedLicenseeId(customer)).toBe(licenseeId);
});

test("an organization's licensee gets no consumer for its founder", async () => {
  const { actor, customer } = await givenCustomer(database.db, { type: "ORGANIZATION" });
  await ensure(customer, licensing, actor.userId);
  const consumers = { where: { connectedIdentityId: actor.userId } };
  expect(await database.db.licenseConsumer.count(consumers)).toBe(0);
});

test("20 parallel calls end with one licensee, stored once", async () => {
  const { actor, customer } = await givenCustomer(database.db);
  const ids = await times(20, () => ensure(customer, licensing, actor.userId));
  expect(new Set(ids).size).toBe(1);
  expect(await database.db.licensee.count({ where: { externalReference: customer.id } })).toBe(1);
  expect(await storedLicenseeId(customer)).toBe(ids[0]);
  expect(await auditOf(customer)).toHaveLength(1);
});

test("a crash after the licensee was created, before it was stored, is made good by the next call", async () => {
  const { customer } = await givenCustomer(database.db);
  const crashing: LicenseeSetups = {
    async setupLicensee(input) {
      await licensing.setupLicensee(input);
      throw new Crash();
    },
  };
  await expect(ensure(customer, crashing)).rejects.toBeInstanceOf(Crash);
  expect(await storedLicenseeId(customer)).toBeNull();
  const created = await licensing.findLicensee({ externalReference: customer.id });
  expect(await ensure(customer)).toBe(created?.id);
  expect(await database.db.licensee.count({ where: { externalReference: customer.id } })).toBe(1);
});

test("once it is stored, licensing is not asked again", async () => {
  const { customer } = await givenCustomer(database.db);
  const licenseeId = await ensure(customer);
  const silent: LicenseeSetups = { setupLicensee: () => Promise.reject(new Crash()) };
  expect(await ensure(customer, silent)).toBe(licenseeId);
});

test("an e-mail that another licensee has is left out, noted in the audit, and names nobody", async () => {
  const email = `shared-${newId()}@example.com`;
  const first = await givenCustomer(database.db, { email });
  const second = await givenCustomer(database.db, { email });
  const firstLicenseeId = await ensure(first.customer);
  const licenseeId = await ensure(second.customer);
  expect(licenseeId).not.toBe(firstLicenseeId);
  expect((await licensing.findLicensee({ licenseeId }))?.email).toBeNull();
  const [entry] = await auditOf(second.customer);
  expect(entry?.after).toEqual({
    licenseeId,
    note: "set up without e-mail: the address is taken in licensing",
  });
});

test("20 customers racing with one e-mail all get a licensee, one of them with the address", async () => {
  const email = `raced-${newId()}@example.com`;
  const given = await times(20, () => givenCustomer(database.db, { email }));
  const ids = await Promise.all(given.map(({ customer }) => ensure(customer)));
  expect(new Set(ids).size).toBe(20);
  expect(await database.db.licensee.count({ where: { id: { in: ids } } })).toBe(20);
  expect(await database.db.licensee.count({ where: { id: { in: ids }, email } })).toBe(1);
});

test("another conflict is an error that names the field and no value", async () => {
  const identity = newId();
  await ensure((await givenCustomer(database.db)).customer, licensing, identity);
  const { customer } = await givenCustomer(database.db);
  await expect(ensure(customer, licensing, identity)).rejects.toMatchObject({
    retryable: false,
    message: `The licensee of customer ${customer.id} can't be set up: another one has its connectedIdentityId`,
  });
  expect(await storedLicenseeId(customer)).toBeNull();
});

test("joined to a transaction that rolls back, neither licensee nor link remains", async () => {
  const { customer } = await givenCustomer(database.db);
  const abandoned = database.db.$transaction(async (tx) => {
    const joined = { db: tx, licensing: licensing.within(tx), actor: worker };
    await ensureLicensee(joined, customer.id, { connectedIdentityId: null });
    throw new Crash();
  });
  await expect(abandoned).rejects.toBeInstanceOf(Crash);
  expect(await storedLicenseeId(customer)).toBeNull();
  expect(await licensing.findLicensee({ externalReference: customer.id })).toBeNull();
});

test("the natural id is the one given, e.g. the payer's id at the provider", async () => {
  const { customer } = await givenCustomer(database.db);
  const naturalId = `cus_${newId()}`;
  const input = { connectedIdentityId: null, naturalId, cause: "stripe:order:cs_1" };
  await ensureLicensee({ db: database.db, licensing, actor: worker }, customer.id, input);
  expect(await licensing.findLicensee({ naturalId })).toMatchObject({ externalReference: customer.id });
  expect(await auditOf(customer)).toMatchObject([{ cause: "stripe:order:cs_1" }]);
});

test("a customer that does not exist is not found", async () => {
  const { customer } = await givenCustomer(database.db);
  await expect(ensure({ ...customer, id: newId() })).rejects.toBeInstanceOf(NotFoundError);
});
