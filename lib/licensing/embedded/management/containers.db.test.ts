import { array, assert, asyncProperty, constantFrom, nat, record } from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { made, openManagement, type OpenManagement } from "./testing/open-management";

let open: OpenManagement;
beforeAll(async () => {
  open = await openManagement();
});
afterAll(() => open.database.drop());

const containers = () => open.management.containers;
const page = { offset: 0, limit: 100 };

async function namesOf(licenseeId: string): Promise<string[]> {
  const listed = await containers().list(licenseeId, { ...page, orderBy: "name", ascending: true });
  return (listed?.items ?? []).map(({ name, usedAsDefault }) => (usedAsDefault ? `[${name}]` : name));
}

async function givenContainer(licenseeId: string, name: string, usedAsDefault = false) {
  return made(await containers().create(licenseeId, { name, usedAsDefault }), "created").container;
}

describe("the default container", () => {
  test("a new default takes the place of the present one, at creation and by an edit", async () => {
    const { id } = await open.givenOrganization();
    const first = await givenContainer(id, "A");
    await givenContainer(id, "B", true);
    expect(await namesOf(id)).toEqual(["A", "[B]", "Default"]);
    expect(await containers().edit(id, first.id, { usedAsDefault: true })).toMatchObject({
      kind: "edited",
      container: { usedAsDefault: true, name: "A" },
    });
    expect(await namesOf(id)).toEqual(["[A]", "B", "Default"]);
    expect(await containers().find(id, "default")).toMatchObject({ id: first.id });
  });

  test("it can be neither given up nor deleted while it is the default", async () => {
    const { id } = await open.givenOrganization();
    const present = await containers().find(id, "default");
    expect(await containers().edit(id, present?.id ?? "", { usedAsDefault: false })).toMatchObject({ kind: "refused" });
    expect(await containers().delete(id, present?.id ?? "")).toMatchObject({ kind: "refused" });
    await givenContainer(id, "Next", true);
    expect(await containers().delete(id, present?.id ?? "")).toEqual({ kind: "deleted" });
    expect(await namesOf(id)).toEqual(["[Next]"]);
  });

  test("the database itself refuses a licensee without a default, and one with two", async () => {
    const { id } = await open.givenOrganization();
    const { db } = open.database;
    const alone = { type: "ORGANIZATION", name: "Alone", naturalId: newId() } as const;
    await expect(db.licensee.create({ data: alone })).rejects.toThrow("no default container");
    await expect(db.licenseContainer.deleteMany({ where: { defaultOf: id } })).rejects.toThrow("no default container");
    const second = { licenseeId: id, defaultOf: id, name: "Second" };
    await expect(db.licenseContainer.create({ data: second })).rejects.toThrow("LicenseContainer_defaultOf_key");
    const other = await open.givenOrganization();
    const foreign = { where: { defaultOf: id }, data: { defaultOf: other.id } };
    await expect(db.licenseContainer.update(foreign)).rejects.toThrow("defaultOf");
  });

  test("switched to 8 containers at once, one of them is the default", async () => {
    const { id } = await open.givenOrganization();
    const made8 = await Promise.all(Array.from({ length: 8 }, (_, index) => givenContainer(id, `C${index}`)));
    const outcomes = await Promise.all(made8.map((one) => containers().edit(id, one.id, { usedAsDefault: true })));
    expect(outcomes.every(({ kind }) => kind === "edited")).toBe(true);
    expect((await namesOf(id)).filter((name) => name.startsWith("["))).toHaveLength(1);
  });

  const step = record({
    kind: constantFrom("create", "createDefault", "makeDefault", "giveUp", "delete"),
    at: nat({ max: 4 }),
  });

  test("exactly one at every moment, whatever is created, switched and deleted at once", async () => {
    const history = array(array(step, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await assert(
      asyncProperty(history, async (rounds) => {
        const { id } = await open.givenOrganization();
        for (const round of rounds) {
          const present = (await containers().list(id, page))?.items ?? [];
          await Promise.all(
            round.map(({ kind, at }) => {
              const target = present[at % present.length]?.id ?? "";
              if (kind === "create" || kind === "createDefault") {
                return containers().create(id, { name: "C", usedAsDefault: kind === "createDefault" });
              }
              if (kind === "delete") return containers().delete(id, target);
              return containers().edit(id, target, { usedAsDefault: kind === "makeDefault" });
            }),
          );
          const left = (await containers().list(id, page))?.items ?? [];
          expect(left.filter(({ usedAsDefault }) => usedAsDefault)).toHaveLength(1);
        }
      }),
      { numRuns: 25, seed: 20_261_122 },
    );
  });
});

describe("containers of another licensee", () => {
  test("are not found, whatever is asked of them", async () => {
    const mine = await open.givenOrganization();
    const theirs = await open.givenOrganization();
    const { id } = await givenContainer(theirs.id, "Theirs");
    const { consumer } = await open.givenPerson();
    expect(await containers().find(mine.id, id)).toBeNull();
    expect(await containers().edit(mine.id, id, { name: "Taken", usedAsDefault: true })).toEqual({ kind: "not_found" });
    expect(await containers().delete(mine.id, id)).toEqual({ kind: "not_found" });
    expect(await containers().listConsumers(mine.id, id, page)).toBeNull();
    expect(await containers().grantAccess(mine.id, id, consumer.id)).toEqual({ kind: "not_found" });
    expect(await containers().withdrawAccess(mine.id, id, consumer.id)).toEqual({ kind: "not_found" });
    expect(await containers().create(newId(), { name: "Nobody's" })).toEqual({ kind: "not_found" });
    expect(await containers().list(newId(), page)).toBeNull();
    expect(await containers().find(theirs.id, id)).toMatchObject({ name: "Theirs" });
  });
});

describe("access", () => {
  test("is granted once, however often, and withdrawn again", async () => {
    const { id } = await open.givenOrganization();
    const { consumer } = await open.givenPerson();
    const grants = await Promise.all(
      Array.from({ length: 5 }, () => containers().grantAccess(id, "default", consumer.id)),
    );
    expect(grants).toEqual(Array.from({ length: 5 }, () => ({ kind: "granted" })));
    expect((await containers().listConsumers(id, "default", page))?.items).toEqual([consumer]);
    expect(await containers().withdrawAccess(id, "default", consumer.id)).toEqual({ kind: "withdrawn" });
    expect(await containers().withdrawAccess(id, "default", consumer.id)).toEqual({ kind: "not_found" });
    expect((await containers().listConsumers(id, "default", page))?.items).toEqual([]);
  });

  test("is never granted to a license key, nor to who does not exist", async () => {
    const { id } = await open.givenOrganization();
    const issue = { productName: "P", features: [], qty: 1, generateLicenseKey: true };
    await open.management.licenses.issueFeatureLicense(id, issue);
    const key = await open.database.db.licenseConsumer.findFirstOrThrow({ where: { type: "LICENSE_KEY" } });
    expect(await containers().grantAccess(id, "default", key.id)).toMatchObject({ kind: "refused" });
    expect(await containers().grantAccess(id, "default", newId())).toEqual({ kind: "not_found" });
    expect(await containers().grantAccess(id, "default", "no id")).toEqual({ kind: "not_found" });
  });
});
