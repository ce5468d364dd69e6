import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { givenLicensee, licenseFor, organizationSetup, personSetup } from "../contract/given";
import { describeLicensingContract } from "../licensing-port.contract";
import { createEmbeddedLicensing } from "./create-embedded-licensing";
import { hashLicenseKey } from "./license-key";

const keySecret = "a secret for tests only, 32 characters or more";

describeLicensingContract("embedded engine", async () => {
  const database = await createTestDatabase();
  return {
    licensing: createEmbeddedLicensing({ db: database.db, keySecret, now: systemClock }),
    transaction: (work) => database.db.$transaction(work),
    keepsLicenseOnQuantityChange: true,
    keepsKeyOnReplacement: true,
    close: () => database.drop(),
  };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const engine = (secret = keySecret) =>
  createEmbeddedLicensing({ db: database.db, keySecret: secret, now: systemClock });

test("racing set-ups of one person leave one default container and one consumer with access and identity", async () => {
  const input = personSetup({ displayName: "Shown" });
  await Promise.all(Array.from({ length: 20 }, () => engine().setupLicensee(input)));
  const licensee = await database.db.licensee.findUniqueOrThrow({
    where: { externalReference: input.externalReference },
    include: { containers: { include: { access: { include: { consumer: true } } } } },
  });
  expect(licensee.containers).toHaveLength(1);
  const [container] = licensee.containers;
  expect(container?.defaultOf).toBe(licensee.id);
  expect(container?.access.map(({ consumer }) => consumer)).toMatchObject([
    {
      type: "PERSON",
      name: input.name,
      displayName: "Shown",
      email: input.email,
      naturalId: licensee.naturalId,
      externalReference: input.externalReference,
      connectedIdentityId: input.connectedIdentityId,
    },
  ]);
  const consumers = { where: { connectedIdentityId: input.connectedIdentityId } };
  expect(await database.db.licenseConsumer.count(consumers)).toBe(1);
});

test("an organization gets a default container and no consumer", async () => {
  const outcome = await engine().setupLicensee(organizationSetup());
  if (outcome.kind !== "created") throw new Error(outcome.kind);
  const containers = await database.db.licenseContainer.findMany({
    where: { licenseeId: outcome.licensee.id },
    include: { access: true },
  });
  expect(containers).toMatchObject([{ defaultOf: outcome.licensee.id, access: [] }]);
});

test("a refused person leaves no licensee, container or consumer behind", async () => {
  const counts = () =>
    Promise.all([
      database.db.licensee.count(),
      database.db.licenseContainer.count(),
      database.db.licenseConsumer.count(),
    ]);
  const first = personSetup();
  await engine().setupLicensee(first);
  const before = await counts();
  await engine().setupLicensee(personSetup({ connectedIdentityId: first.connectedIdentityId }));
  expect(await counts()).toEqual(before);
});

test("a person can't take an e-mail that a license consumer holds, at set-up or later", async () => {
  const email = "consumer@example.com";
  await database.db.licenseConsumer.create({ data: { type: "DEVICE", name: "Device", naturalId: "device-1", email } });
  expect(await engine().setupLicensee(personSetup({ email }))).toEqual({ kind: "conflict", field: "email" });
  const licensee = await givenLicensee(engine());
  expect(await engine().updateLicensee(licensee.id, { email })).toEqual({ kind: "conflict", field: "email" });
  expect(await engine().setupLicensee(organizationSetup({ email }))).toMatchObject({ kind: "created" });
});

test("more seats than a license can have are refused, at issue and later", async () => {
  const licensee = await givenLicensee(engine());
  const refused = { name: "AdapterError", retryable: false };
  await expect(engine().issueLicense(licenseFor(licensee.id, { qty: 1001 }))).rejects.toMatchObject(refused);
  const license = await engine().issueLicense(licenseFor(licensee.id, { qty: 1000 }));
  await expect(engine().setQuantity(license.id, 1001)).rejects.toMatchObject(refused);
  expect(await engine().listLicenses(licensee.id)).toEqual([license]);
});

test("a name of any length gets its license: it is cut to what can be listed by it", async () => {
  const name = "👩‍🚀".repeat(1000);
  const licensee = await givenLicensee(engine(), { name });
  expect(name.startsWith(licensee.name.slice(0, 500))).toBe(true);
  expect(await engine().updateLicensee(licensee.id, { name: "x".repeat(9000) })).toMatchObject({
    licensee: { name: "x".repeat(600) },
  });
});

test("editing a person leaves the license consumer as it was", async () => {
  const licensee = await givenLicensee(engine());
  await engine().updateLicensee(licensee.id, { name: "Changed" });
  const consumer = await database.db.licenseConsumer.findUnique({ where: { naturalId: licensee.naturalId } });
  expect(consumer?.name).toBe("Given Name");
});

test("the key stands in the database only encrypted and hashed, and its consumer is of type license key", async () => {
  const licensee = await givenLicensee(engine());
  const license = await engine().issueLicense(licenseFor(licensee.id, { access: "KEY" }));
  const key = (await engine().revealLicenseKey(license.id)) ?? "";
  const row = await database.db.licenseKey.findUniqueOrThrow({
    where: { keyHash: hashLicenseKey(key) },
    include: { consumer: true, license: true },
  });
  expect(row.licenseId).toBe(license.id);
  expect(row.consumer).toMatchObject({ type: "LICENSE_KEY", connectedIdentityId: null });
  const { keyEncrypted, ...plain } = row;
  expect(JSON.stringify(plain)).not.toContain(key);
  expect(Buffer.from(keyEncrypted).toString("latin1")).not.toContain(key);
});

test("with another secret the key does not open, and the error says why without the key", async () => {
  const licensee = await givenLicensee(engine());
  const license = await engine().issueLicense(licenseFor(licensee.id, { access: "KEY" }));
  const key = (await engine().revealLicenseKey(license.id)) ?? "";
  const failure = await engine("another secret, also of 32 characters or more")
    .revealLicenseKey(license.id)
    .catch((error: unknown) => error);
  if (!(failure instanceof Error)) throw new Error("It opened");
  expect(failure).toMatchObject({ name: "AdapterError", retryable: false });
  expect(failure.message).toContain("LICENSE_KEY_SECRET");
  expect(`${failure.message} ${failure.stack ?? ""}`).not.toContain(key);
});
