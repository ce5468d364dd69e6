import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import type { NewFeatureLicense } from "../../management-input";
import { made, openManagement, type OpenManagement, present } from "./testing/open-management";

let open: OpenManagement;
beforeAll(async () => {
  open = await openManagement();
});
afterAll(() => open.database.drop());

const licenses = () => open.management.licenses;
const page = { offset: 0, limit: 100 };
const startOfDay = new Date("2026-07-01T00:00:00.000Z");
const later = new Date("2026-09-01T00:00:00.000Z");
const noReferences = {
  contractReference: null,
  orderReference: null,
  subscriptionReference: null,
  productReference: null,
};

async function givenLicense(terms: Partial<NewFeatureLicense> = {}, licenseeId?: string) {
  const owner = licenseeId ?? (await open.givenOrganization()).id;
  const asked = { productName: "P", features: ["a"], qty: 5, ...terms };
  return made(await licenses().issueFeatureLicense(owner, asked), "issued").license;
}

describe("issuing", () => {
  test("a feature license: what is given, the built-in model, from the beginning of the UTC day, without an end", async () => {
    const license = await givenLicense({ features: ["a", "b"], qty: 3 });
    expect(license).toMatchObject({
      productName: "P",
      displayName: "P",
      features: ["a", "b"],
      qty: 3,
      qtyDimension: "SEATS",
      qtyEnforcementType: "ENFORCED",
      usedQty: 0,
      concurrentUserDevicesPerSeat: 1,
      concurrentUserAppInstancesPerSeat: null,
      maxAssignmentsPerUser: null,
      licenseModel: { id: null },
      productConfigInfo: null,
      licenseKey: null,
      state: "valid",
      validFrom: startOfDay,
      validUntil: null,
      references: noReferences,
    });
    expect(await licenses().find(license.licenseeId, license.id)).toEqual(license);
  });

  test("a product license copies the configuration, and later edits of product, configuration and model leave it", async () => {
    const limits = { concurrentUserDevicesPerSeat: 2, concurrentUserAppInstancesPerSeat: 4, maxAssignmentsPerUser: 1 };
    const { model } = made(await open.management.licenseModels.create({ name: newId(), ...limits }), "created");
    const meant = { licenseModelId: model.id, qtyDimension: "USE_COUNT", qtyEnforcementType: "METERED" } as const;
    const { product, configuration } = await open.givenProduct({ ...meant, features: ["one"] });
    const { id: licenseeId } = await open.givenOrganization();
    const ask = { productConfigId: configuration.id, qty: 5000, subscriptionReference: "sub_1" };
    const { license } = made(await licenses().issueProductLicense(licenseeId, ask), "issued");
    expect(license).toMatchObject({
      ...limits,
      productName: product.name,
      features: ["one"],
      qtyDimension: "USE_COUNT",
      qtyEnforcementType: "METERED",
      references: { ...noReferences, subscriptionReference: "sub_1" },
      licenseModel: { id: model.id, name: model.name },
      productConfigInfo: { productId: product.id, productConfigId: configuration.id, licenseModelName: model.name },
    });
    await open.management.licenseModels.edit(model.id, { name: newId(), maxAssignmentsPerUser: 9 });
    const changes = { name: newId(), configurations: [{ id: configuration.id, features: ["two"] }] };
    made(await open.management.products.edit(product.id, changes), "edited");
    expect(await licenses().find(licenseeId, license.id)).toEqual(license);
    await open.management.products.delete(product.id);
    expect(await licenses().find(licenseeId, license.id)).toEqual(license);
  });

  test("with a key, which is shown to who asks for it and stands nowhere else in the answer", async () => {
    const license = await givenLicense({ generateLicenseKey: true, allowedActivations: 3 });
    const key = (await licenses().revealKey(license.licenseeId, license.id)) ?? "";
    expect(key).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    expect(license.licenseKey).toMatchObject({ keyHint: key.slice(-5), allowedActivations: 3 });
    expect(JSON.stringify(license)).not.toContain(key);
    const stranger = await open.givenOrganization();
    expect(await licenses().revealKey(stranger.id, license.id)).toBeNull();
  });

  test.each<[string, Partial<NewFeatureLicense>, string]>([
    ["more than 1000 seats", { qty: 1001 }, "qty"],
    ["no seats", { qty: 0 }, "qty"],
    ["half a seat", { qty: 1.5 }, "qty"],
    ["less than unlimited", { qty: -2 }, "qty"],
    ["more uses than can be counted", { qty: 2 ** 31, qtyDimension: "USE_COUNT" }, "qty"],
    ["an end before its beginning", { validFrom: later, validUntil: present }, "validUntil"],
    ["a beginning that is no date", { validFrom: new Date(Number.NaN) }, "validity"],
    [
      "versions that end before they begin, as text",
      { allowedVersionLowerBound: "9", allowedVersionUpperBound: "10" },
      "allowedVersionUpperBound",
    ],
    ["no product name", { productName: " " }, "productName"],
    ["an empty feature", { features: ["a", ""] }, "features"],
    ["an empty reference", { orderReference: "" }, "orderReference"],
    ["a key for nobody", { generateLicenseKey: true, allowedActivations: 0 }, "allowedActivations"],
  ])("refuses %s, and stores nothing", async (_, terms, field) => {
    const { id } = await open.givenOrganization();
    const asked = { productName: "P", features: [], qty: 1, ...terms };
    expect(await licenses().issueFeatureLicense(id, asked)).toMatchObject({ kind: "invalid", field });
    expect(await licenses().list(id, page)).toEqual({ items: [], hasMore: false });
  });

  test.each([
    ["1000 seats", { qty: 1000 }],
    ["unlimited seats", { qty: -1 }],
    ["two billion seconds", { qty: 2_000_000_000, qtyDimension: "USE_TIME" }],
    ["unlimited uses, counted", { qty: -1, qtyDimension: "USE_COUNT", qtyEnforcementType: "METERED" }],
    ["versions as the documents have them", { allowedVersionLowerBound: "1.0.0", allowedVersionUpperBound: "3.9.9" }],
  ] as const)("issues %s", async (_, terms) => {
    expect(await givenLicense(terms)).toMatchObject(terms);
  });

  test("not for who does not exist, nor into another licensee's container", async () => {
    const asked = { productName: "P", features: [], qty: 1 };
    const { id } = await open.givenOrganization();
    const other = await open.management.containers.find((await open.givenOrganization()).id, "default");
    const notFound = { kind: "not_found" };
    expect(await licenses().issueFeatureLicense(newId(), asked)).toEqual(notFound);
    expect(await licenses().issueFeatureLicense(id, { ...asked, licenseContainerId: other?.id })).toEqual(notFound);
    expect(await licenses().issueProductLicense(id, { productConfigId: newId(), qty: 1 })).toEqual(notFound);
  });
});

describe("after issue", () => {
  test("validity can be edited; what is not given stays, null is no end", async () => {
    const { id, licenseeId } = await givenLicense({ validUntil: later });
    const edit = async (validity: Parameters<ReturnType<typeof licenses>["editValidity"]>[2]) =>
      made(await licenses().editValidity(licenseeId, id, validity), "edited").license;
    expect(await edit({ validFrom: present })).toMatchObject({ validFrom: present, validUntil: later });
    expect(await edit({ validUntil: null })).toMatchObject({ validFrom: present, validUntil: null });
    expect(await licenses().editValidity(licenseeId, id, { validUntil: startOfDay })).toMatchObject({
      kind: "invalid",
    });
    expect(await licenses().editValidity(newId(), id, {})).toEqual({ kind: "not_found" });
  });

  test("it moves to another container of the same licensee, never to another's", async () => {
    const { id, licenseeId } = await givenLicense();
    const { container } = made(await open.management.containers.create(licenseeId, { name: "Lab" }), "created");
    expect(await licenses().move(licenseeId, id, container.id)).toMatchObject({
      license: { licenseContainerId: container.id },
    });
    const other = await open.management.containers.find((await open.givenOrganization()).id, "default");
    expect(await licenses().move(licenseeId, id, other?.id ?? "")).toEqual({ kind: "not_found" });
  });

  test("the quantity is set within the limits of its dimension; key and license stay", async () => {
    const { modified: _before, ...license } = await givenLicense({ generateLicenseKey: true });
    const set = await licenses().setQuantity(license.licenseeId, license.id, 7);
    expect(set).toMatchObject({ kind: "edited", license: { ...license, qty: 7 } });
    expect(await licenses().setQuantity(license.licenseeId, license.id, 1001)).toMatchObject({ kind: "invalid" });
  });

  test("what an operator revoked stays revoked", async () => {
    const { id, licenseeId } = await givenLicense();
    await open.database.db.license.update({ where: { id }, data: { state: "REVOKED", validUntil: present } });
    expect(await licenses().editValidity(licenseeId, id, { validUntil: null })).toMatchObject({ kind: "refused" });
    expect(await licenses().setQuantity(licenseeId, id, 9)).toMatchObject({ kind: "refused" });
    expect(await licenses().find(licenseeId, id)).toMatchObject({ state: "revoked", validUntil: present, qty: 5 });
  });

  test("deleted, it is gone, once, and only by its own licensee", async () => {
    const { id, licenseeId } = await givenLicense();
    expect(await licenses().delete((await open.givenOrganization()).id, id)).toEqual({ kind: "not_found" });
    expect(await licenses().delete(licenseeId, id)).toEqual({ kind: "deleted" });
    expect(await licenses().delete(licenseeId, id)).toEqual({ kind: "not_found" });
  });
});

describe("listing", () => {
  test("a licensee's licenses, filtered by product or reference, in pages, nobody else's", async () => {
    const { id } = await open.givenOrganization();
    const reference = { orderReference: `order-${newId()}` };
    const first = await givenLicense(reference, id);
    const second = await givenLicense({ ...reference, productName: "Q" }, id);
    await givenLicense(reference);
    const filter = { field: "orderReference", value: reference.orderReference } as const;
    expect(await licenses().list(id, { ...page, filter })).toEqual({ items: [second, first], hasMore: false });
    expect(await licenses().list(id, { offset: 0, limit: 1 })).toEqual({ items: [second], hasMore: true });
    const byProduct = { ...page, orderBy: "productName", ascending: true } as const;
    expect((await licenses().list(id, byProduct))?.items).toEqual([first, second]);
    expect(await licenses().list(newId(), page)).toBeNull();
  });
});

describe("revoking by reference", () => {
  test.each(["contractReference", "orderReference", "subscriptionReference"] as const)(
    "ends all of the licensee's licenses with the %s now, and nobody else's",
    async (name) => {
      const reference = { [name]: newId() };
      const mine = await givenLicense(reference);
      const second = await givenLicense({ ...reference, validFrom: later }, mine.licenseeId);
      const unrelated = await givenLicense({}, mine.licenseeId);
      const foreign = await givenLicense(reference);
      const outcome = made(await licenses().revoke(mine.licenseeId, reference), "revoked");
      expect(outcome.ended).toBe(2);
      expect(outcome.licenses.map(({ id, validUntil }) => [id, validUntil])).toEqual([
        [second.id, later],
        [mine.id, present],
      ]);
      expect(await licenses().find(mine.licenseeId, unrelated.id)).toEqual(unrelated);
      expect(await licenses().find(foreign.licenseeId, foreign.id)).toEqual(foreign);
    },
  );

  test("at a date, never prolonging one that ends before; again changes nothing; none is lawful", async () => {
    const reference = { subscriptionReference: newId() };
    const early = await givenLicense({ ...reference, validUntil: present });
    const open2 = await givenLicense(reference, early.licenseeId);
    const revoke = () => licenses().revoke(early.licenseeId, { ...reference, validUntil: later });
    expect(made(await revoke(), "revoked").ended).toBe(1);
    expect(await licenses().find(early.licenseeId, early.id)).toEqual(early);
    expect(await licenses().find(early.licenseeId, open2.id)).toMatchObject({ validUntil: later, state: "valid" });
    expect(made(await revoke(), "revoked").ended).toBe(0);
    const none = { kind: "revoked", ended: 0, licenses: [] };
    expect(await licenses().revoke(early.licenseeId, { orderReference: newId() })).toEqual(none);
  });

  test.each([{}, { orderReference: "" }, { orderReference: "a", contractReference: "b" }])(
    "needs exactly one reference: %o is refused",
    async (revocation) => {
      const { id } = await open.givenOrganization();
      expect(await licenses().revoke(id, revocation)).toMatchObject({ kind: "invalid", field: "reference" });
    },
  );
});
