import { describe, expect, it, test } from "vitest";
import type { HeartbeatItem } from "../../checkout";
import { decideHeartbeat } from "./decide-heartbeat";
import { decideRelease } from "./decide-release";
import type { Entitlement } from "./entitlement";
import { entitlement, lease, now } from "./testing/given";

const asker = { licenseConsumerId: "ada", hwId: "laptop", processId: "1" };
const soon = new Date(now.getTime() + 1000);
const item: HeartbeatItem = { leaseId: "lease" };
const beat = (license: Entitlement | null, more: Partial<HeartbeatItem> = {}, who = asker, at = now) =>
  decideHeartbeat(license, { item: { ...item, ...more }, asker: who, meteredOnly: false }, at);
const give = (license: Entitlement | null, finalUsedQty?: number) =>
  decideRelease(license, { item: { leaseId: "lease", finalUsedQty }, asker, meteredOnly: false }, now);
const uses = (terms: Partial<Entitlement>) => entitlement({ qtyDimension: "USE_COUNT", qty: 10, ...terms });

describe("only the client that checked out keeps a lease alive", () => {
  test.each([
    ["another user", { ...asker, licenseConsumerId: "bob" }],
    ["another device", { ...asker, hwId: "desktop" }],
    ["another process", { ...asker, processId: "2" }],
  ])("%s looks like no lease at all", (_who, who) => {
    expect(beat(entitlement({ leases: [lease()] }), {}, who)).toMatchObject({ errorCode: "LEASE_NOT_FOUND" });
  });

  it("a lease ends exactly at its end", () => {
    const license = entitlement({ leases: [lease({ validUntil: soon })] });
    expect(beat(license, {}, asker, new Date(soon.getTime() - 1)).kind).toBe("renewed");
    expect(beat(license, {}, asker, soon)).toMatchObject({ errorCode: "LEASE_NOT_FOUND", ends: null });
  });
});

it("a heartbeat before its time is told when it may come, and one at that moment is taken", () => {
  const license = entitlement({ leases: [lease({ earliestNextHeartbeat: soon })] });
  expect(beat(license)).toEqual({ kind: "too_early", earliest: soon });
  expect(beat(license, {}, asker, soon).kind).toBe("renewed");
});

describe("what happened to the license ends the lease at the next heartbeat", () => {
  test.each([
    ["revoked", { state: "revoked" as const }, "LICENSE_REVOKED"],
    ["suspended", { state: "suspended" as const }, "LICENSE_SUSPENDED"],
    ["ended", { validUntil: now }, "LICENSE_EXPIRED"],
  ])("%s", (_what, terms, errorCode) => {
    const held = lease();
    expect(beat(entitlement({ leases: [held], ...terms }))).toMatchObject({ errorCode, ends: held, cost: 0 });
  });

  it("after a cut in seats exactly so many stay, the longest seated", () => {
    const leases = ["ada", "bob", "cem"].map((user) => lease({ leaseId: user, licenseConsumerId: user }));
    const kinds = leases.map(
      ({ leaseId, licenseConsumerId }) =>
        beat(entitlement({ qty: 2, leases }), { leaseId }, { ...asker, licenseConsumerId }).kind,
    );
    expect(kinds).toEqual(["renewed", "renewed", "refused"]);
  });
});

describe("uses and seconds", () => {
  it("are counted in all or by what is new, and never go down", () => {
    const license = uses({ leases: [lease({ qty: 5, verifiedQty: 3 })] });
    expect(beat(license, { usedQty: 4 })).toMatchObject({ verifiedQty: 4 });
    expect(beat(license, { usedQty: 2 })).toMatchObject({ verifiedQty: 3 });
    expect(beat(license, { usedQty: 2, treatAsIncrementalQty: true })).toMatchObject({ verifiedQty: 5 });
    expect(beat(license)).toMatchObject({ verifiedQty: 3 });
  });

  it("beyond what was set aside are granted while there are any, then refused at the cost of the rest", () => {
    const license = uses({ usedQty: 2, leases: [lease({ qty: 5 }), lease({ leaseId: "other", qty: 1 })] });
    expect(beat(license, { usedQty: 7 })).toMatchObject({ kind: "renewed", verifiedQty: 7 });
    expect(beat(license, { usedQty: 8 })).toMatchObject({ errorCode: "QUANTITY_EXHAUSTED", cost: 7 });
    expect(beat({ ...license, isMetered: true }, { usedQty: 800 })).toMatchObject({ kind: "renewed" });
  });

  it("cost what is told at the end, else what was reported, else all that was set aside", () => {
    const license = uses({ leases: [lease({ qty: 5 })] });
    expect(give(license, 2)).toMatchObject({ cost: 2, result: { finalUsedQty: 2, remainingQty: 8 } });
    expect(give(license, 0)).toMatchObject({ cost: 0, result: { remainingQty: 10 } });
    expect(give(license)).toMatchObject({ cost: 5, result: { remainingQty: 5 } });
    const reported = uses({ leases: [lease({ qty: 5, verifiedQty: 3 })] });
    expect(give(reported)).toMatchObject({ cost: 3 });
    expect(give(reported, 1)).toMatchObject({ cost: 3 });
  });

  it("never cost more than an enforced license has, and all of it with a metered one", () => {
    const license = uses({ usedQty: 6, leases: [lease({ qty: 2 })] });
    expect(give(license, 50)).toMatchObject({ cost: 4, result: { remainingQty: 0 } });
    expect(give({ ...license, isMetered: true }, 50)).toMatchObject({ cost: 50, result: { remainingQty: null } });
  });
});

it("a released seat is free, and releasing it again is told that there is no such lease", () => {
  const license = entitlement({ qty: 3, leases: [lease(), lease({ leaseId: "other", licenseConsumerId: "bob" })] });
  expect(give(license)).toMatchObject({ cost: 0, result: { released: true, finalUsedQty: null, remainingQty: 2 } });
  expect(give(entitlement())).toMatchObject({
    ends: null,
    result: { released: false, releasedLeaseId: "lease", errorCode: "LEASE_NOT_FOUND" },
  });
});
