import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { newId } from "@/lib/kernel/ids";
import { givenLicensee, licenseFor, references } from "../contract/given";
import { openRoughWay, type Fault, type Passenger, type RoughWay } from "../contract/rough-way";
import { serveSecondUsher, type SecondUsher } from "../contract/serve-second-usher";
import type { LicensingPort } from "../licensing-port";
import { createScaleLicensing } from "./create-scale-licensing";

const settleMs = 60_000;

let ledger: TestDatabase;
let second: SecondUsher;
let way: RoughWay;
let elapsedMs = 0;
const now = () => new Date(Date.now() + elapsedMs);
let licensing: LicensingPort;

beforeAll(async () => {
  [ledger, second] = await Promise.all([createTestDatabase(), serveSecondUsher(now)]);
  way = await openRoughWay(second.port);
});
afterAll(async () => {
  await way.close();
  await second.close();
  await ledger.drop();
});
beforeEach(() => {
  elapsedMs = 0;
  way.passed.length = 0;
  licensing = connect();
});
afterEach(() => way.setFaults(() => null));

function connect(overrides: { deadlineMs?: number; privateKey?: string } = {}): LicensingPort {
  const baseUrl = second.baseUrl.replace(`:${second.port}/`, `:${way.port}/`);
  const settings = { ...second, baseUrl, settleMs, retryPauseMs: 1, ...overrides };
  return createScaleLicensing({ db: ledger.db, now }, settings);
}

const posts = ({ method, path }: Passenger) => method === "POST" && path.includes("issue-");
const puts = ({ method, path }: Passenger) => method === "PUT" && path.includes("/licenses/");
const faultOn = (hits: (request: Passenger) => boolean, fault: Fault) =>
  way.setFaults((request) => (hits(request) ? fault : null));

async function givenPurchase(overrides: Parameters<typeof licenseFor>[1] = {}) {
  const { id: licenseeId } = await givenLicensee(licensing);
  const subscriptionReference = `sub_${newId()}`;
  const purchase = `stripe:subscription:${subscriptionReference}`;
  const order = licenseFor(licenseeId, {
    references: references({ subscriptionReference }),
    issuedFor: { purchase, line: "si_1" },
    ...overrides,
  });
  return { licenseeId, purchase, order };
}

/** What can be used in the second Usher, whatever the ledger says. */
async function usable(licenseeId: string) {
  const licenses = await second.db.license.findMany({ where: { container: { licenseeId } } });
  return licenses.filter(({ validUntil }) => validUntil === null || validUntil > now());
}

test.each<Fault>(["resetAfter", "errorAfter"])(
  "an answer that was lost after the license was issued (%s) never makes a second one",
  async (fault) => {
    const { licenseeId, order } = await givenPurchase({ access: "KEY" });
    faultOn(posts, fault);
    await expect(licensing.issueLicense(order)).rejects.toMatchObject({ retryable: true });
    way.setFaults(() => null);
    const license = await connect().issueLicense(order);
    expect(await usable(licenseeId)).toHaveLength(1);
    expect(way.passed.filter(posts)).toHaveLength(1);
    expect(await licensing.issueLicense(order)).toEqual(license);
    expect(await licensing.listLicenses(licenseeId)).toEqual([license]);
  },
);

test("what may still take effect is waited for, not asked for again; after that, it is", async () => {
  const { licenseeId, order } = await givenPurchase();
  faultOn(posts, "resetBefore");
  await expect(licensing.issueLicense(order)).rejects.toMatchObject({ retryable: true });
  way.setFaults(() => null);
  await expect(licensing.issueLicense(order)).rejects.toMatchObject({
    retryable: true,
    message: expect.stringContaining("may still take effect"),
  });
  expect(way.passed.filter(posts)).toHaveLength(1);
  elapsedMs = settleMs + 1;
  await licensing.issueLicense(order);
  expect(await usable(licenseeId)).toHaveLength(1);
});

test("a change of seats that breaks off between the new license and the end of the old one is finished", async () => {
  const { licenseeId, purchase, order } = await givenPurchase({ qty: 3 });
  const license = await licensing.issueLicense(order);
  faultOn(puts, "errorBefore");
  await expect(licensing.setQuantity(license.id, 7)).rejects.toMatchObject({ retryable: true });
  expect((await usable(licenseeId)).map(({ qty }) => qty).sort()).toEqual([3, 7]);
  way.setFaults(() => null);
  await connect().settlePurchase(purchase, () => Promise.resolve([license.id]));
  expect((await usable(licenseeId)).map(({ qty }) => qty)).toEqual([7]);
  expect(await licensing.listLicenses(licenseeId)).toEqual([{ ...license, qty: 7 }]);
});

test.each([
  { fault: "errorBefore", wished: "more seats", usableAfter: [3] },
  { fault: "resetAfter", wished: "more seats", usableAfter: [3] },
  { fault: "errorBefore", wished: "a suspension", usableAfter: [3] },
  { fault: "errorBefore", wished: "a restoration", usableAfter: [] },
] as const)("$wished that failed ($fault) and that the next run does not want is not made up for", async (given) => {
  const { licenseeId, purchase, order } = await givenPurchase({ qty: 3 });
  const { id } = await licensing.issueLicense(order);
  if (given.wished === "a restoration") await licensing.suspendLicense(id, "unpaid");
  const wish = {
    "more seats": () => licensing.setQuantity(id, 7),
    "a suspension": () => licensing.suspendLicense(id, "unpaid"),
    "a restoration": () => licensing.restoreLicense(id),
  }[given.wished];
  faultOn((request) => posts(request) || puts(request), given.fault);
  await expect(wish()).rejects.toMatchObject({ retryable: true });
  way.setFaults(() => null);
  elapsedMs = settleMs + 1;
  const next = connect();
  const [standing] = await next.findLicenses([id]);
  await next.settlePurchase(purchase, () => Promise.resolve([id]));
  expect(await next.findLicenses([id])).toEqual([standing]);
  expect((await usable(licenseeId)).map(({ qty }) => qty)).toEqual(given.usableAfter);
});

test("there is no gap: the old license can be used until the new one can", async () => {
  const { licenseeId, order } = await givenPurchase({ qty: 3 });
  const license = await licensing.issueLicense(order);
  faultOn(posts, "errorBefore");
  await expect(licensing.setQuantity(license.id, 7)).rejects.toMatchObject({ retryable: true });
  expect((await usable(licenseeId)).map(({ qty }) => qty)).toEqual([3]);
});

test("what is no longer paid for ends at once, even while an answer is missing", async () => {
  const { licenseeId, order } = await givenPurchase({ qty: 3 });
  const license = await licensing.issueLicense(order);
  faultOn(posts, "resetBefore");
  await expect(licensing.setQuantity(license.id, 7)).rejects.toMatchObject({ retryable: true });
  way.setFaults(() => null);
  await expect(licensing.suspendLicense(license.id, "unpaid")).rejects.toMatchObject({ retryable: true });
  expect(await usable(licenseeId)).toEqual([]);
});

test("what a broken-off run issued and nobody kept ends, found or not when it broke off", async () => {
  const known = await givenPurchase();
  const kept = await licensing.issueLicense(known.order);
  await licensing.issueLicense({ ...known.order, issuedFor: { purchase: known.purchase, line: "si_2" } });
  const lost = await givenPurchase();
  faultOn(posts, "resetAfter");
  await expect(licensing.issueLicense(lost.order)).rejects.toMatchObject({ retryable: true });
  way.setFaults(() => null);
  await licensing.settlePurchase(known.purchase, () => Promise.resolve([kept.id]));
  await licensing.settlePurchase(lost.purchase, () => Promise.resolve([]));
  expect(await usable(known.licenseeId)).toHaveLength(1);
  expect(await usable(lost.licenseeId)).toEqual([]);
  expect(await licensing.findLicenses([kept.id])).toMatchObject([{ state: "valid" }]);
});

test("ended by others it is revoked, and stays so; opened again by others it is valid, and can be ended again", async () => {
  const { licenseeId, order } = await givenPurchase();
  const license = await licensing.issueLicense(order);
  const setEnd = (validUntil: Date | null) =>
    second.db.license.updateMany({ where: { container: { licenseeId } }, data: { validUntil } });
  await setEnd(new Date("2026-02-01"));
  const [ended] = await licensing.findLicenses([license.id]);
  expect(ended).toMatchObject({ state: "revoked" });
  expect(ended?.isRevokedHere).toBeUndefined();
  expect(await licensing.restoreLicense(license.id)).toMatchObject({ state: "revoked" });
  await licensing.reinstateLicense(license.id, null);
  await licensing.suspendLicense(license.id, "unpaid");
  await setEnd(null);
  expect(await licensing.findLicenses([license.id])).toMatchObject([{ state: "valid" }]);
  expect(await licensing.suspendLicense(license.id, "unpaid")).toMatchObject({ state: "suspended" });
  expect(await usable(licenseeId)).toEqual([]);
});

test("natural id, name and e-mail reach the person's license consumer too, also after a crash between the two", async () => {
  const licensee = await givenLicensee(licensing);
  faultOn(({ method, path }) => method === "PUT" && path.includes("/license-consumers/"), "errorBefore");
  const changes = { naturalId: `cus_${newId()}`, name: "Changed", email: `${newId()}@example.com` };
  await expect(licensing.updateLicensee(licensee.id, changes)).rejects.toMatchObject({ retryable: true });
  way.setFaults(() => null);
  expect(await licensing.updateLicensee(licensee.id, changes)).toMatchObject({ kind: "updated" });
  const externalReference = licensee.externalReference ?? "";
  expect(await second.db.licenseConsumer.findUnique({ where: { externalReference } })).toMatchObject(changes);
});

test("a licensee whose set-up was not answered is found, not made twice", async () => {
  faultOn(({ path }) => path.includes("setup-user"), "resetAfter");
  const licensee = await givenLicensee(licensing);
  way.setFaults(() => null);
  expect(await licensing.findLicensee({ licenseeId: licensee.id })).toEqual(licensee);
});

test("a server that never answers is given up at the deadline, and a retry may help", async () => {
  const licensee = await givenLicensee(licensing);
  faultOn(() => true, "never");
  const hurried = connect({ deadlineMs: 300 });
  await expect(hurried.listLicenses(licensee.id)).rejects.toMatchObject({ retryable: true });
});

test("reads are repeated, so that a broken connection is not noticed", async () => {
  const licensee = await givenLicensee(licensing);
  let broken = 2;
  way.setFaults(() => (broken-- > 0 ? "resetBefore" : null));
  expect(await licensing.findLicensee({ licenseeId: licensee.id })).toEqual(licensee);
});

test("a key that the other side does not know is a refusal to mend, and no message holds key or token", async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const failure = await connect({ privateKey })
    .findLicensee({ email: "a@example.com" })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ retryable: true, message: expect.stringContaining("SCALE_KEY_ID") });
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/PRIVATE KEY|eyJ/);
});
