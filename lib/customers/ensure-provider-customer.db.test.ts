import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { newId } from "@/lib/kernel/ids";
import { ensureLicensee } from "./ensure-licensee";
import { ensureProviderCustomer } from "./ensure-provider-customer";
import { mapProviderCustomer } from "./map-provider-customer";
import { Crash, embeddedLicensing, givenCustomer, times, worker } from "./test-given";

const database = await createTestDatabase();
afterAll(() => database.drop());
const licensing = embeddedLicensing(database.db);

type Deps = Omit<Parameters<typeof ensureProviderCustomer>[0], "db" | "actor">;

/** A provider that keeps its word about idempotency keys. */
function provider() {
  const made = new Map<string, string>();
  const inputs: unknown[] = [];
  const createProviderCustomer: Deps["createProviderCustomer"] = (input) => {
    inputs.push(input);
    const providerCustomerId = made.get(input.idempotencyKey) ?? `cus_${newId()}`;
    made.set(input.idempotencyKey, providerCustomerId);
    return Promise.resolve({ providerCustomerId });
  };
  return { made, inputs, createProviderCustomer };
}

async function givenLicensed() {
  const { customer } = await givenCustomer(database.db);
  const ctx = { db: database.db, licensing, actor: worker };
  const licenseeId = await ensureLicensee(ctx, customer.id, { connectedIdentityId: null });
  return { customer, licenseeId };
}

const ensure = (customerId: string, deps: Pick<Deps, "createProviderCustomer"> & Partial<Deps>) =>
  ensureProviderCustomer(
    { db: database.db, actor: worker, updateLicensee: licensing.updateLicensee, ...deps },
    { customerId, provider: "STRIPE" },
  );
const stored = async (customerId: string) =>
  (await database.db.providerCustomer.findMany({ where: { customerId } })).map((row) => row.providerCustomerId);
const naturalIdOf = async (licenseeId: string) => (await licensing.findLicensee({ licenseeId }))?.naturalId;

test("the provider's customer is made with our ids, stored, and becomes the licensee's natural id", async () => {
  const { customer, licenseeId } = await givenLicensed();
  const stripe = provider();
  const id = await ensure(customer.id, stripe);
  const [row] = await database.db.providerCustomer.findMany({ where: { customerId: customer.id } });
  expect(stripe.inputs).toEqual([
    {
      type: "PERSON",
      isFree: undefined,
      idempotencyKey: row?.id,
      licenseeId,
      customerId: customer.id,
      name: customer.name,
      email: customer.email,
      mayExist: false,
    },
  ]);
  expect(row?.providerCustomerId).toBe(id);
  expect(await naturalIdOf(licenseeId)).toBe(id);
});

test("20 parallel calls end with one customer at the provider and one row here", async () => {
  const { customer, licenseeId } = await givenLicensed();
  const stripe = provider();
  const ids = await times(20, () => ensure(customer.id, stripe));
  expect(new Set(ids).size).toBe(1);
  expect(stripe.made.size).toBe(1);
  expect(await stored(customer.id)).toEqual([ids[0]]);
  expect(await naturalIdOf(licenseeId)).toBe(ids[0]);
  const entries = { where: { customerId: customer.id, action: "customer.provider_customer_created" } };
  expect(await database.db.auditEntry.count(entries)).toBe(1);
});

test("once it is stored, nobody is asked again", async () => {
  const { customer } = await givenLicensed();
  const id = await ensure(customer.id, provider());
  const silent = () => Promise.reject(new Crash());
  expect(await ensure(customer.id, { createProviderCustomer: silent, updateLicensee: silent })).toBe(id);
});

test.each<[string, (stripe: ReturnType<typeof provider>) => Partial<Deps>]>([
  ["before the provider is called", () => ({ createProviderCustomer: () => Promise.reject(new Crash()) })],
  [
    "after the provider made it, before we know",
    (stripe) => ({
      async createProviderCustomer(input) {
        await stripe.createProviderCustomer(input);
        throw new Crash();
      },
    }),
  ],
  ["before the natural id is set", () => ({ updateLicensee: () => Promise.reject(new Crash()) })],
  [
    "after the natural id is set, before it is stored",
    () => ({
      async updateLicensee(licenseeId, changes) {
        await licensing.updateLicensee(licenseeId, changes);
        throw new Crash();
      },
    }),
  ],
])("a crash %s is made good by the next call, with one customer at the provider", async (_, crash) => {
  const { customer, licenseeId } = await givenLicensed();
  const stripe = provider();
  await expect(ensure(customer.id, { ...stripe, ...crash(stripe) })).rejects.toBeInstanceOf(Crash);
  expect(await stored(customer.id)).toEqual([null]);
  const id = await ensure(customer.id, stripe);
  expect([...stripe.made.values()]).toEqual([id]);
  expect(await stored(customer.id)).toEqual([id]);
  expect(await naturalIdOf(licenseeId)).toBe(id);
});

test("when a purchase mapped another id meanwhile, that one stands, in licensing too", async () => {
  const { customer, licenseeId } = await givenLicensed();
  const stripe = provider();
  const mapped = `cus_${newId()}`;
  const id = await ensure(customer.id, {
    async createProviderCustomer(input) {
      const mapping = {
        customerId: customer.id,
        provider: "STRIPE",
        providerCustomerId: mapped,
        cause: "test",
      } as const;
      await database.db.$transaction((tx) => mapProviderCustomer({ db: tx, actor: worker }, mapping));
      return stripe.createProviderCustomer(input);
    },
  });
  expect(id).toBe(mapped);
  expect(await stored(customer.id)).toEqual([mapped]);
  expect(await naturalIdOf(licenseeId)).toBe(mapped);
});

test("a natural id that another licensee has does not stop the purchase, and is noted in the audit", async () => {
  const { customer } = await givenLicensed();
  const id = await ensure(customer.id, {
    ...provider(),
    updateLicensee: () => Promise.resolve({ kind: "conflict" }),
  });
  expect(await stored(customer.id)).toEqual([id]);
  const entry = await database.db.auditEntry.findFirst({
    where: { customerId: customer.id, action: "customer.provider_customer_created" },
  });
  expect(entry?.after).toMatchObject({ note: "the licensee's natural id was not set: conflict" });
});

test("without a licensee nothing is made at the provider", async () => {
  const { customer } = await givenCustomer(database.db);
  const stripe = provider();
  await expect(ensure(customer.id, stripe)).rejects.toThrow("no licensee");
  expect(stripe.inputs).toEqual([]);
  expect(await stored(customer.id)).toEqual([]);
});
