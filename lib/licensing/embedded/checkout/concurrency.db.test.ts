import { afterAll, beforeAll, expect, test } from "vitest";
import { byKey, claimsOf, leaseOf, openCheckout, seat, signedIn, type OpenedCheckout } from "./testing/open-checkout";

let opened: OpenedCheckout;
beforeAll(async () => {
  opened = await openCheckout();
});
afterAll(() => opened.close());

const many = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Two processes in turn, so that nothing in memory can be what keeps order. */
const engineFor = (index: number) => (index % 2 === 0 ? opened.engine : opened.otherProcess);
const running = (licenseId: string) =>
  opened.db.clientBinding.findMany({ where: { licenseId, releasedAt: null, validUntil: { gt: opened.clock.now } } });

test.each(many(20))("200 parallel checkouts of 50 seats give exactly 50 leases, round %i", async () => {
  const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 50 });
  const answers = await Promise.all(
    many(200).map((index) => engineFor(index).checkout(byKey(licenseKey, { cliHwId: `device ${index}` }), [seat()])),
  );
  const claims = answers.map(claimsOf);
  const leaseIds = claims.flatMap(({ leaseId }) => leaseId ?? []);
  expect(new Set(leaseIds).size).toBe(50);
  expect(claims.filter(({ errorCode }) => errorCode === "QUANTITY_EXHAUSTED")).toHaveLength(150);
  expect((await running(license.id)).map(({ leaseId }) => leaseId).toSorted()).toEqual(leaseIds.toSorted());
});

test("of two licenses with 3 seats each, 20 devices signed in at once get exactly 6", async () => {
  const { licensee, license, connectedIdentityId } = await opened.issue({ qty: 3 });
  const other = await opened.licensing.issueLicense({
    ...(await template(license.id)),
    licenseeId: licensee.id,
    qty: 3,
  });
  const answers = await Promise.all(
    many(20).map((index) =>
      engineFor(index).checkout(signedIn(connectedIdentityId, { cliHwId: `device ${index}` }), [seat()]),
    ),
  );
  expect(answers.filter((answer) => claimsOf(answer).leaseId)).toHaveLength(6);
  expect(await running(license.id)).toHaveLength(3);
  expect(await running(other.id)).toHaveLength(3);
});

async function template(licenseId: string) {
  const [license] = await opened.licensing.findLicenses([licenseId]);
  if (!license) throw new Error("Not issued");
  return { ...license, access: "IDENTITY" as const };
}

test("parallel uses never exceed the number that was bought", async () => {
  const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 30 });
  await opened.db.license.update({ where: { id: license.id }, data: { qtyDimension: "USE_COUNT" } });
  const use = async (index: number) => {
    const item = seat({ qtyDimension: "USE_COUNT", qty: 2 });
    const claims = claimsOf(await engineFor(index).checkout(byKey(licenseKey), [item]));
    if (!claims.leaseId) return 0;
    const given = await engineFor(index + 1).release(byKey(licenseKey), [{ leaseId: claims.leaseId, finalUsedQty: 2 }]);
    return given.kind === "results" ? (given.results[0]?.finalUsedQty ?? 0) : 0;
  };
  const used = await Promise.all(many(60).map(use));
  const usage = await opened.db.licenseUsage.findUniqueOrThrow({ where: { licenseId: license.id } });
  expect(Number(usage.usedQty)).toBe(30);
  expect(used.reduce((sum, qty) => sum + qty, 0)).toBe(30);
});

test("heartbeats racing a release: whoever comes first, the seat ends free and nobody renews a lease that is over", async () => {
  const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 1 });
  const call = byKey(licenseKey);
  for (const round of many(20)) {
    const leaseId = leaseOf(await opened.engine.checkout(call, [seat()]));
    opened.later(300);
    const beats = many(4).map((index) => engineFor(index).heartbeat(call, [{ leaseId }]));
    const [release, ...kept] = await Promise.all([engineFor(round).release(call, [{ leaseId }]), ...beats]);
    const renewed = kept.filter((answer) => claimsOf(answer).status === "granted");
    const released = release.kind === "results" && release.results[0]?.released === true;
    expect(renewed.length + Number(released)).toBe(1);
    expect(await running(license.id)).toHaveLength(renewed.length);
    for (const answer of renewed) {
      expect(await opened.engine.release(call, [{ leaseId: leaseOf(answer) }])).toMatchObject({
        results: [{ released: true }],
      });
    }
    expect(await running(license.id)).toHaveLength(0);
  }
});

test("a seat is taken until the very end of its lease, and free from then on, for one of many who ask", async () => {
  const { licenseKey } = await opened.issue({ access: "KEY", qty: 1 });
  const ask = (index: number) => engineFor(index).checkout(byKey(licenseKey, { cliHwId: `device ${index}` }), [seat()]);
  const first = claimsOf(await ask(0));
  const end = new Date(Number(first.exp) * 1000);
  opened.clock.now = new Date(end.getTime() - 1);
  expect(claimsOf(await ask(1)).errorCode).toBe("QUANTITY_EXHAUSTED");
  opened.clock.now = end;
  const late = await opened.engine.heartbeat(byKey(licenseKey, { cliHwId: "device 0" }), [
    { leaseId: first.leaseId ?? "" },
  ]);
  expect(claimsOf(late).errorCode).toBe("LEASE_NOT_FOUND");
  const answers = await Promise.all(many(10).map((index) => ask(index + 10)));
  expect(answers.filter((answer) => claimsOf(answer).leaseId)).toHaveLength(1);
});

test("a heartbeat at the last moment and a checkout at the end, at once, leave one lease, whoever is first", async () => {
  const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 1 });
  const winners = new Set<string>();
  opened.clock.otherIsAheadMs = 1;
  for (const round of many(30)) {
    const holder = byKey(licenseKey, { cliHwId: `holder ${round}` });
    const { leaseId = "", exp } = claimsOf(await opened.engine.checkout(holder, [seat()]));
    opened.clock.now = new Date(Number(exp) * 1000 - 1);
    const beat = () => opened.engine.heartbeat(holder, [{ leaseId }]);
    const ask = () => opened.otherProcess.checkout(byKey(licenseKey, { cliHwId: `asker ${round}` }), [seat()]);
    // Started in turn, because whoever starts first mostly wins.
    const asked = round % 2 === 0 ? [beat(), ask()] : [ask(), beat()].toReversed();
    const [kept, taken] = (await Promise.all(asked)).map((answer) => claimsOf(answer).status);
    expect([kept, taken].toSorted()).toEqual(["granted", "refused"]);
    winners.add(kept === "granted" ? "heartbeat" : "checkout");
    opened.later(0.001);
    expect(await running(license.id)).toHaveLength(1);
    opened.later(7200);
  }
  opened.clock.otherIsAheadMs = 0;
  expect([...winners].toSorted()).toEqual(["checkout", "heartbeat"]);
});
