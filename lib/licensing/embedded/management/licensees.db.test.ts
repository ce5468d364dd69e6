import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { made, openManagement, type OpenManagement } from "./testing/open-management";

let open: OpenManagement;
beforeAll(async () => {
  open = await openManagement();
});
afterAll(() => open.database.drop());

const licensees = () => open.management.licensees;
const consumers = () => open.management.consumers;
const unique = () => ({ naturalId: newId(), email: `${newId()}@example.com`, externalReference: newId() });

/** For the lock that stands before an e-mail. */
async function untilSomebodyWaits(): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await open.database.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
    expect(waiting).toHaveLength(1);
  }, 10_000);
}

describe("setting up", () => {
  test("a person becomes licensee, default container and a consumer with the same values and access", async () => {
    const setup = { ...unique(), name: "Ada", displayName: "A.", description: "d", contactInfo: "c" };
    const { licensee, consumer } = made(
      await licensees().setupUser({ ...setup, connectedIdentityId: newId() }),
      "created",
    );
    expect(licensee).toMatchObject({ ...setup, type: "PERSON" });
    expect(consumer).toMatchObject({ ...setup, type: "PERSON" });
    expect(await open.management.containers.list(licensee.id, { offset: 0, limit: 5 })).toMatchObject({
      items: [{ usedAsDefault: true, name: "Default" }],
      hasMore: false,
    });
    const page = { offset: 0, limit: 5 };
    expect((await open.management.containers.listConsumers(licensee.id, "default", page))?.items).toEqual([consumer]);
    expect((await consumers().listOfLicensee(licensee.id, page))?.items).toEqual([consumer]);
  });

  test("an organization gets a default container and no consumer; natural ids are made when missing", async () => {
    const setup = { name: "Acme" };
    const { licensee } = made(await licensees().setupOrganization(setup), "created");
    expect(licensee).toMatchObject({ type: "ORGANIZATION", email: null, naturalId: expect.stringMatching(/\S{8,}/) });
    expect((await consumers().listOfLicensee(licensee.id, { offset: 0, limit: 5 }))?.items).toEqual([]);
  });

  test.each(["naturalId", "email", "externalReference"] as const)(
    "20 people with one %s at once: one is set up, the others are told which value, and leave nothing behind",
    async (field) => {
      const value = field === "email" ? `${newId()}@example.com` : newId();
      const before = await open.database.db.licenseContainer.count();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => licensees().setupUser({ ...unique(), name: "Ada", [field]: value })),
      );
      expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === "conflict")).toEqual(
        Array.from({ length: 19 }, () => ({ kind: "conflict", field })),
      );
      expect(await open.database.db.licenseContainer.count()).toBe(before + 1);
    },
  );

  test("a person and a consumer who take one e-mail at the same moment: the later waits, and is told", async () => {
    const { db } = open.database;
    const email = `${newId()}@example.com`;
    const setUp = () => licensees().setupUser({ name: "Ada", email });
    const [late] = await db.$transaction(async (tx) => {
      await tx.licenseConsumer.create({ data: { type: "DEVICE", name: "Device", naturalId: newId(), email } });
      const answer = setUp();
      await Promise.race([answer, untilSomebodyWaits()]);
      return [answer];
    });
    expect(await late).toEqual({ kind: "conflict", field: "email" });
    await db.licenseConsumer.delete({ where: { email } });
    const [later] = await db.$transaction(async (tx) => {
      made(await open.management.within(tx).licensees.setupUser({ name: "Ada", email }), "created");
      await tx.licenseConsumer.update({ where: { email }, data: { email: null } });
      const answer = consumers().create({ type: "DEVICE", name: "Device", email });
      await Promise.race([answer, untilSomebodyWaits()]);
      return [answer];
    });
    expect(await later).toEqual({ kind: "conflict", field: "email" });
  });

  test.each([
    ["an empty name", { name: " " }, "name"],
    ["a name without end", { name: "x".repeat(601) }, "name"],
    ["a NUL character", { name: "Ada", externalReference: "a\0b" }, "externalReference"],
    ["an empty natural id", { name: "Ada", naturalId: "" }, "naturalId"],
  ])("%s is told, not stored", async (_, setup, field) => {
    expect(await licensees().setupUser(setup)).toMatchObject({ kind: "invalid", field });
    expect(await licensees().setupOrganization(setup)).toMatchObject({ kind: "invalid", field });
  });
});

describe("finding and listing", () => {
  test("by id and by each unique value; what is no id is not found", async () => {
    const values = unique();
    const { licensee } = made(await licensees().setupOrganization({ name: "Acme", ...values }), "created");
    const { naturalId, email, externalReference } = values;
    for (const by of [{ id: licensee.id }, { naturalId }, { email }, { externalReference }]) {
      expect(await licensees().find(by)).toEqual(licensee);
    }
    expect(await licensees().find({ id: "not-an-id" })).toBeNull();
    expect(await licensees().find({ naturalId: "nobody's" })).toBeNull();
  });

  test("names are found by their beginning in any case, and what looks like a pattern is none", async () => {
    const mark = newId().slice(-8);
    for (const name of [`${mark} Beta`, `${mark.toUpperCase()} alpha`, `x${mark}`, `${mark}_%`]) {
      made(await licensees().setupOrganization({ name }), "created");
    }
    const found = async (value: string) => {
      const asked = {
        offset: 0,
        limit: 10,
        orderBy: "name",
        ascending: true,
        filter: { field: "name", value },
      } as const;
      return (await licensees().list(asked)).items.map(({ name }) => name.slice(mark.length));
    };
    expect((await found(mark)).sort()).toEqual([" Beta", " alpha", "_%"]);
    expect(await found(`${mark}_%`)).toEqual(["_%"]);
  });

  test("pages follow one another without gap or repeat, newest first, and never exceed their bound", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.unshift((await open.givenOrganization()).id);
    const filter = { field: "name", value: "Given Company" } as const;
    const pages = await Promise.all([0, 3, 6].map((offset) => licensees().list({ offset, limit: 3, filter })));
    const listed = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(listed.slice(0, 7)).toEqual(ids);
    expect(pages[0]?.hasMore).toBe(true);
    expect((await licensees().list({ offset: -5, limit: 1_000_000 })).items.length).toBeLessThanOrEqual(100);
    expect((await licensees().list({ offset: 0, limit: 0 })).items).toHaveLength(1);
    expect(await licensees().list({ offset: Infinity, limit: Number.NaN })).toEqual({ items: [], hasMore: false });
  });
});

describe("editing", () => {
  test("changes what is given, clears what is null, and leaves a person's consumer as it was", async () => {
    const { licensee, consumer } = await open.givenPerson();
    const edited = await licensees().edit(licensee.id, { name: "Changed", email: null, description: "new" });
    const expected = { ...licensee, name: "Changed", email: null, description: "new", modified: expect.any(Date) };
    expect(edited).toEqual({ kind: "edited", licensee: expected });
    expect(await consumers().find({ id: consumer.id })).toEqual(consumer);
  });

  test("a value that another one has is told; so is a natural id that would be cleared", async () => {
    const other = await open.givenOrganization();
    const { licensee } = await open.givenPerson();
    expect(await licensees().edit(licensee.id, { naturalId: other.naturalId })).toEqual({
      kind: "conflict",
      field: "naturalId",
    });
    expect(await licensees().edit(licensee.id, { naturalId: null })).toMatchObject({ kind: "invalid" });
    expect(await licensees().edit(newId(), { name: "Nobody" })).toEqual({ kind: "not_found" });
  });

  test("a person can't take the e-mail of another consumer, but an organization can", async () => {
    const email = `${newId()}@example.com`;
    made(await consumers().create({ type: "PERSON", name: "Member", email }), "created");
    const { licensee } = await open.givenPerson();
    expect(await licensees().edit(licensee.id, { email })).toEqual({ kind: "conflict", field: "email" });
    expect(await licensees().edit((await open.givenOrganization()).id, { email })).toMatchObject({ kind: "edited" });
  });
});

describe("deleting", () => {
  test("a user goes with the consumer, its containers, licenses and keys; others' consumers stay", async () => {
    const { licensee, consumer } = await open.givenPerson();
    const friend = await open.givenPerson();
    await open.management.containers.grantAccess(licensee.id, "default", friend.consumer.id);
    const issue = { productName: "P", features: [], qty: 1, generateLicenseKey: true };
    made(await open.management.licenses.issueFeatureLicense(licensee.id, issue), "issued");
    const keysBefore = await open.database.db.licenseConsumer.count({ where: { type: "LICENSE_KEY" } });
    expect(await licensees().deleteUser({ email: licensee.email ?? "" })).toEqual({ kind: "deleted" });
    expect(await licensees().find({ id: licensee.id })).toBeNull();
    expect(await consumers().find({ id: consumer.id })).toBeNull();
    expect(await consumers().find({ id: friend.consumer.id })).toEqual(friend.consumer);
    expect(await open.database.db.licenseConsumer.count({ where: { type: "LICENSE_KEY" } })).toBe(keysBefore - 1);
    expect(await licensees().deleteUser({ id: licensee.id })).toEqual({ kind: "not_found" });
  });

  test("while others issue and grant: each is told, none fails, and nothing of it is left", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { licensee, consumer } = await open.givenPerson();
      const friend = await open.givenPerson();
      const issue = { productName: "Raced", features: [], qty: 1, generateLicenseKey: true };
      const outcomes = await Promise.all([
        open.management.licenses.issueFeatureLicense(licensee.id, issue),
        open.management.containers.grantAccess(licensee.id, "default", consumer.id),
        licensees().deleteUser({ id: licensee.id }),
        open.management.containers.grantAccess(licensee.id, "default", friend.consumer.id),
        open.management.licenses.issueFeatureLicense(licensee.id, issue),
        open.management.containers.create(licensee.id, { name: "New", usedAsDefault: true }),
      ]);
      const kinds = ["issued", "granted", "deleted", "granted", "issued", "created"];
      outcomes.forEach(({ kind }, index) => expect(["not_found", kinds[index]]).toContain(kind));
      expect(outcomes[2]).toEqual({ kind: "deleted" });
    }
    expect(await open.database.db.license.count({ where: { productName: "Raced" } })).toBe(0);
  });

  test("an organization goes with its licenses, its people stay, and it is no user", async () => {
    const organization = await open.givenOrganization();
    const { consumer } = await open.givenPerson();
    await open.management.containers.grantAccess(organization.id, "default", consumer.id);
    expect(await licensees().deleteUser({ id: organization.id })).toEqual({ kind: "not_found" });
    expect(await licensees().delete(organization.id)).toEqual({ kind: "deleted" });
    expect(await consumers().find({ id: consumer.id })).toEqual(consumer);
    expect(await licensees().delete(organization.id)).toEqual({ kind: "not_found" });
  });
});
