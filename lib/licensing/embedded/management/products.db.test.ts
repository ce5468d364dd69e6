import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { newId } from "@/lib/kernel/ids";
import type { NewActivationCodes } from "../../management-input";
import { made, openManagement, type OpenManagement, present } from "./testing/open-management";

let open: OpenManagement;
beforeAll(async () => {
  open = await openManagement();
});
afterAll(() => open.database.drop());

const products = () => open.management.products;
const models = () => open.management.licenseModels;
const codes = () => open.management.activationCodes;
const page = { offset: 0, limit: 100 };

describe("products and configurations", () => {
  test("are made together, found, listed and edited in one request", async () => {
    const reference = newId();
    const { product } = await open.givenProduct({ externalReferences: [reference, newId()] });
    const [first] = product.configurations;
    expect(await products().findConfigurationsByReference(reference)).toEqual([first]);
    const changes = {
      displayName: "Shown",
      configurations: [
        { id: first?.id, features: ["x"] },
        { name: "Added", qtyDimension: "USE_TIME" as const },
      ],
    };
    const edited = made(await products().edit(product.id, changes), "edited").product;
    expect(edited).toMatchObject({
      name: product.name,
      displayName: "Shown",
      configurations: [
        { id: first?.id, name: "Standard", features: ["x"], externalReferences: first?.externalReferences },
        { name: "Added", qtyDimension: "USE_TIME", qtyEnforcementType: "ENFORCED", features: [] },
      ],
    });
    expect(await products().find(product.id)).toEqual(edited);
    expect((await products().list(page)).items).toContainEqual(edited);
    expect((await products().listConfigurations(product.id, page))?.items).toHaveLength(2);
  });

  test("a name is used once: among products, and among one product's configurations; all or nothing", async () => {
    const { product } = await open.givenProduct();
    const conflict = { kind: "conflict", field: "name" };
    expect(await products().create({ name: product.name })).toEqual(conflict);
    expect(await products().createConfiguration(product.id, { name: "Standard" })).toEqual(conflict);
    const twice = { name: newId(), configurations: [{ name: "Twice" }, { name: "Twice" }] };
    expect(await products().create(twice)).toEqual(conflict);
    expect(await products().edit(product.id, { displayName: "Lost", configurations: twice.configurations })).toEqual(
      conflict,
    );
    expect(await products().find(product.id)).toEqual(product);
  });

  test("what refers to nothing is told", async () => {
    const { product, configuration } = await open.givenProduct();
    const other = await open.givenProduct();
    const noModel = { kind: "invalid", field: "licenseModelId" };
    expect(await products().editConfiguration(product.id, configuration.id, { licenseModelId: newId() })).toMatchObject(
      noModel,
    );
    const asked = { name: newId(), configurations: [{ name: "A", licenseModelId: "no id" }] };
    expect(await products().create(asked)).toMatchObject(noModel);
    const foreign = { configurations: [{ id: other.configuration.id, features: [] }] };
    expect(await products().edit(product.id, foreign)).toMatchObject({ kind: "invalid", field: "configurations" });
    expect(await products().findConfiguration(product.id, other.configuration.id)).toBeNull();
    expect(await products().createConfiguration(newId(), { name: "A" })).toEqual({ kind: "not_found" });
    expect(await products().edit("no id", {})).toEqual({ kind: "not_found" });
  });

  test("deleting a configuration deletes its activation codes, deleting a product its configurations", async () => {
    const { product, configuration } = await open.givenProduct();
    const asked = { productConfigId: configuration.id, count: 2, qty: 1 };
    const { batchId } = made(await codes().create(asked), "created");
    expect(await products().deleteConfiguration(product.id, configuration.id)).toEqual({ kind: "deleted" });
    expect((await codes().list({ ...page, batchId })).items).toEqual([]);
    made(await products().createConfiguration(product.id, { name: "Next" }), "created");
    expect(await products().delete(product.id)).toEqual({ kind: "deleted" });
    expect(await products().delete(product.id)).toEqual({ kind: "not_found" });
    expect(await products().listConfigurations(product.id, page)).toBeNull();
  });
});

describe("license models", () => {
  test("have limits of at least one, or none, and one name each", async () => {
    const name = newId();
    const { model } = made(await models().create({ name, concurrentUserDevicesPerSeat: 2 }), "created");
    expect(model).toMatchObject({ concurrentUserDevicesPerSeat: 2, maxAssignmentsPerUser: null });
    const edited = await models().edit(model.id, { concurrentUserDevicesPerSeat: null, maxAssignmentsPerUser: 3 });
    expect(edited).toMatchObject({ model: { name, concurrentUserDevicesPerSeat: null, maxAssignmentsPerUser: 3 } });
    expect(await models().create({ name })).toEqual({ kind: "conflict", field: "name" });
    expect(await models().create({ name: newId(), maxAssignmentsPerUser: 0 })).toMatchObject({ kind: "invalid" });
  });

  test("can't be deleted while a configuration uses them, also when both happen at once", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { model } = made(await models().create({ name: newId() }), "created");
      const { product } = await open.givenProduct();
      const [deleted, added] = await Promise.all([
        models().delete(model.id),
        products().createConfiguration(product.id, { name: "With model", licenseModelId: model.id }),
      ]);
      expect([deleted.kind, added.kind]).toEqual(
        deleted.kind === "deleted" ? ["deleted", "invalid"] : ["refused", "created"],
      );
    }
  });
});

describe("activation codes", () => {
  const given = async (terms: Partial<NewActivationCodes> = {}) => {
    const { configuration } = await open.givenProduct();
    const asked = { productConfigId: configuration.id, count: 1, qty: 2, ...terms };
    return made(await codes().create(asked), "created");
  };

  test("are made in batches, each its own, and listed; none stands in the database as it is", async () => {
    const { batchId, codes: batch } = await given({ count: 25 });
    expect(new Set(batch.map(({ code }) => code)).size).toBe(25);
    expect((await codes().list({ ...page, batchId })).items).toHaveLength(25);
    const rows = await open.database.db.activationCode.findMany({ where: { batchId } });
    for (const { code } of batch) expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("20 redemptions of one code at once issue one license; the others are refused", async () => {
    const [code] = (await given({ generateLicenseKey: true })).codes;
    const owners = await Promise.all(Array.from({ length: 4 }, open.givenOrganization));
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => codes().redeem(owners[index % 4]?.id ?? "", { code: code?.code ?? "" })),
    );
    expect(outcomes.filter(({ kind }) => kind === "issued")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "refused")).toHaveLength(19);
    const listed = await Promise.all(owners.map(({ id }) => open.management.licenses.list(id, page)));
    const [license, ...more] = listed.flatMap((one) => one?.items ?? []);
    expect(more).toEqual([]);
    expect(license).toMatchObject({ qty: 2, licenseKey: { keyHint: expect.any(String) } });
    const [used] = (await codes().list({ ...page, batchId: code?.batchId })).items;
    expect(used).toMatchObject({ redeemedAt: present, licenseId: license?.id, licenseeId: license?.licenseeId });
  });

  test("typed in lower case and with spaces it is the same code, and it stays used when its license is gone", async () => {
    const [code] = (await given()).codes;
    const { id } = await open.givenOrganization();
    const typed = { code: ` ${code?.code.toLowerCase().replaceAll("-", " ")}` };
    const { license } = made(await codes().redeem(id, typed), "issued");
    await open.management.licenses.delete(id, license.id);
    expect(await codes().redeem(id, typed)).toMatchObject({ kind: "refused" });
  });

  test("validity: fixed dates, or counted from the redemption, or none", async () => {
    const redeem = async (terms: Partial<NewActivationCodes>) => {
      const [code] = (await given(terms)).codes;
      const { id } = await open.givenOrganization();
      return made(await codes().redeem(id, { code: code?.code ?? "" }), "issued").license;
    };
    const dates = { validFrom: present, validUntil: addDays(present, 90) };
    expect(await redeem(dates)).toMatchObject(dates);
    const counted = { validFrom: present, validUntil: addDays(present, 30) };
    expect(await redeem({ validDays: 30 })).toMatchObject(counted);
    expect(await redeem({})).toMatchObject({ validUntil: null });
  });

  test("outside its window, unknown, or for nobody, a code is not redeemed and stays good", async () => {
    const window = { redeemableFrom: addDays(present, 1), redeemableUntil: addDays(present, 2) };
    const [made1] = (await given(window)).codes;
    const code = { code: made1?.code ?? "" };
    const { id } = await open.givenOrganization();
    expect(await codes().redeem(id, code)).toMatchObject({ kind: "refused" });
    open.clock.now = addDays(present, 2);
    expect(await codes().redeem(id, code)).toMatchObject({ kind: "refused" });
    open.clock.now = addDays(present, 1);
    expect(await codes().redeem(newId(), code)).toEqual({ kind: "not_found" });
    expect(await codes().redeem(id, { code: "00000-00000-00000-00000-00000" })).toEqual({ kind: "not_found" });
    expect(await codes().redeem(id, code)).toMatchObject({ kind: "issued" });
    open.clock.now = present;
  });

  test.each<[string, Partial<NewActivationCodes>]>([
    ["no codes", { count: 0 }],
    ["too many codes", { count: 1001 }],
    ["too many seats", { qty: 1001 }],
    ["days beside dates", { validDays: 5, validUntil: present }],
    ["no days", { validDays: 0 }],
    ["an end before the beginning", { validFrom: present, validUntil: addDays(present, -1) }],
    ["a window that closes before it opens", { redeemableFrom: present, redeemableUntil: present }],
  ])("%s can't be made", async (_, terms) => {
    const { configuration } = await open.givenProduct();
    const asked = { productConfigId: configuration.id, count: 1, qty: 1, ...terms };
    expect(await codes().create(asked)).toMatchObject({ kind: "invalid" });
    expect((await codes().list({ ...page, productConfigId: configuration.id })).items).toEqual([]);
  });
});
