import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { made, openManagement, type OpenManagement } from "./testing/open-management";

let open: OpenManagement;
beforeAll(async () => {
  open = await openManagement();
});
afterAll(() => open.database.drop());

const consumers = () => open.management.consumers;

async function givenDevice() {
  return made(await consumers().create({ type: "DEVICE", name: "Workstation" }), "created").consumer;
}

async function givenKeyConsumer() {
  const { id: licenseeId } = await open.givenOrganization();
  const issue = { productName: "P", features: [], qty: 1, generateLicenseKey: true };
  const { license } = made(await open.management.licenses.issueFeatureLicense(licenseeId, issue), "issued");
  const where = { licenseKey: { licenseId: license.id } };
  const { id } = await open.database.db.licenseConsumer.findFirstOrThrow({ where });
  return { licenseeId, licenseId: license.id, id };
}

/** As the checkout would store it. */
async function givenLease(licenseId: string, licenseConsumerId: string) {
  const row = {
    licenseId,
    licenseConsumerId,
    qty: 1,
    leaseId: newId(),
    validFrom: new Date(0),
    validUntil: new Date(),
  };
  await open.database.db.clientBinding.create({ data: row });
}

describe("creating and finding", () => {
  test("a device and a person, found by every unique value and by the connected identity", async () => {
    const values = { naturalId: newId(), email: `${newId()}@example.com`, externalReference: newId() };
    const identity = { connectedIdentityId: newId() };
    const asked = { type: "PERSON", name: "Ada", ...values, ...identity } as const;
    const { consumer } = made(await consumers().create(asked), "created");
    const { naturalId, email, externalReference } = values;
    for (const by of [{ id: consumer.id }, { naturalId }, { email }, { externalReference }, identity]) {
      expect(await consumers().find(by)).toEqual(consumer);
    }
    expect(await givenDevice()).toMatchObject({ type: "DEVICE", naturalId: expect.stringMatching(/\S{8,}/) });
    expect(await consumers().find({ id: "no id" })).toBeNull();
    const filter = { field: "naturalId", value: naturalId } as const;
    expect(await consumers().list({ offset: 0, limit: 5, filter })).toEqual({ items: [consumer], hasMore: false });
  });

  test.each(["naturalId", "email", "externalReference", "connectedIdentityId"] as const)(
    "12 consumers with one %s at once: one is created, the others are told",
    async (field) => {
      const value = field === "email" ? `${newId()}@example.com` : newId();
      const create = () => consumers().create({ type: "PERSON", name: "Ada", [field]: value });
      const outcomes = await Promise.all(Array.from({ length: 12 }, create));
      expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === "conflict")).toEqual(
        Array.from({ length: 11 }, () => ({ kind: "conflict", field })),
      );
    },
  );

  test("nobody takes the e-mail of a person licensee", async () => {
    const { licensee } = await open.givenPerson();
    const email = licensee.email ?? "";
    const conflict = { kind: "conflict", field: "email" };
    expect(await consumers().create({ type: "PERSON", name: "Other", email })).toEqual(conflict);
    expect(await consumers().edit((await givenDevice()).id, { email })).toEqual(conflict);
  });
});

describe("editing", () => {
  test("a person becomes a device and the reverse; what is not given stays", async () => {
    const device = await givenDevice();
    const edited = made(await consumers().edit(device.id, { type: "PERSON", connectedIdentityId: "sub-1" }), "edited");
    expect(edited.consumer).toMatchObject({ type: "PERSON", name: "Workstation", connectedIdentityId: "sub-1" });
    const back = { type: "DEVICE", connectedIdentityId: null } as const;
    expect(await consumers().edit(device.id, back)).toMatchObject({
      consumer: { ...device, modified: expect.any(Date) },
    });
    expect(await consumers().edit(newId(), back)).toEqual({ kind: "not_found" });
  });

  test("nothing becomes a license key, and a license key becomes nothing else and keeps name and no identity", async () => {
    const key = await givenKeyConsumer();
    const device = await givenDevice();
    expect(await consumers().edit(device.id, { type: "LICENSE_KEY" })).toMatchObject({ kind: "refused" });
    for (const edit of [{ type: "DEVICE" }, { name: "Other" }, { connectedIdentityId: "sub-2" }] as const) {
      expect(await consumers().edit(key.id, edit)).toMatchObject({ kind: "refused" });
    }
    expect(await consumers().edit(key.id, { type: "LICENSE_KEY", description: "For the lab" })).toMatchObject({
      kind: "edited",
      consumer: { description: "For the lab" },
    });
  });
});

describe("deleting", () => {
  test("a license-key consumer takes its license along, and a license its key's consumer", async () => {
    const first = await givenKeyConsumer();
    expect(await consumers().delete(first.id)).toEqual({ kind: "deleted" });
    expect(await open.management.licenses.find(first.licenseeId, first.licenseId)).toBeNull();
    const second = await givenKeyConsumer();
    expect(await open.management.licenses.delete(second.licenseeId, second.licenseId)).toEqual({ kind: "deleted" });
    expect(await consumers().find({ id: second.id })).toBeNull();
    expect(await consumers().delete(second.id)).toEqual({ kind: "not_found" });
  });

  test("a container takes its licenses, their keys and the keys' consumers along", async () => {
    const { id: licenseeId } = await open.givenOrganization();
    const { container } = made(await open.management.containers.create(licenseeId, { name: "Lab" }), "created");
    const issue = {
      productName: "P",
      features: [],
      qty: 1,
      generateLicenseKey: true,
      licenseContainerId: container.id,
    };
    const { license } = made(await open.management.licenses.issueFeatureLicense(licenseeId, issue), "issued");
    const where = { licenseKey: { licenseId: license.id } };
    const { id } = await open.database.db.licenseConsumer.findFirstOrThrow({ where });
    await open.management.containers.delete(licenseeId, container.id);
    expect(await consumers().find({ id })).toBeNull();
  });

  test("a consumer's leases end with it, others' go on", async () => {
    const key = await givenKeyConsumer();
    const leaving = await givenDevice();
    await givenLease(key.licenseId, leaving.id);
    await givenLease(key.licenseId, key.id);
    await consumers().delete(leaving.id);
    const left = await open.database.db.clientBinding.findMany({ where: { licenseId: key.licenseId } });
    expect(left.map(({ licenseConsumerId }) => licenseConsumerId)).toEqual([key.id]);
  });
});
