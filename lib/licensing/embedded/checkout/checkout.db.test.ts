import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import type { CheckoutItem } from "../../checkout";
import { byKey, claimsOf, leaseOf, openCheckout, seat, signedIn, type OpenedCheckout } from "./testing/open-checkout";

let opened: OpenedCheckout;
beforeAll(async () => {
  opened = await openCheckout();
});
afterAll(() => opened.close());

const engine = () => opened.engine;
const uses = (overrides: Partial<CheckoutItem> = {}) => seat({ qtyDimension: "USE_COUNT", ...overrides });
const page = { offset: 0, limit: 100 };

async function issueUses(qty: number, terms: { qtyEnforcementType?: "METERED" } = {}) {
  const issued = await opened.issue({ access: "KEY", qty });
  const data = { qtyDimension: "USE_COUNT" as const, ...terms };
  await opened.db.license.update({ where: { id: issued.license.id }, data });
  return { ...issued, call: byKey(issued.licenseKey) };
}

const usedQty = async (licenseId: string) =>
  Number((await opened.db.licenseUsage.findUnique({ where: { licenseId } }))?.usedQty ?? 0);

describe("a token says what was granted", () => {
  it("to a signed-in person, with all the claims that 10Duke’s SDKs read", async () => {
    const { connectedIdentityId } = await opened.issue({ features: ["editing", "export"] });
    const claims = claimsOf(await engine().checkout(signedIn(connectedIdentityId), [seat()]));
    const now = opened.clock.now.getTime() / 1000;
    expect(claims).toMatchObject({
      iss: "10Duke",
      iat: now,
      exp: now + 3600,
      hbnbf: now + 300,
      productName: "Product",
      features: ["editing", "export"],
      qty: 1,
      qtyDimension: "SEATS",
      status: "granted",
    });
    expect(claims.jti).toBeTruthy();
    expect(claims.oldLeaseId).toBeUndefined();
  });

  it("never beyond the license’s own end", async () => {
    const { license, licenseKey } = await opened.issue({ access: "KEY" });
    const end = new Date(opened.clock.now.getTime() + 90_000);
    await opened.licensing.setValidity(license.id, end);
    const claims = claimsOf(await engine().checkout(byKey(licenseKey), [seat()]));
    expect(claims).toMatchObject({ exp: end.getTime() / 1000, hbnbf: end.getTime() / 1000 });
  });

  it("with the claims of the client kept beside the lease", async () => {
    const { license, licenseKey } = await opened.issue({ access: "KEY" });
    const leaseId = leaseOf(await engine().checkout(byKey(licenseKey, { cliHostName: "studio-7" }), [seat()]));
    const found = await engine().describeLicenseClientBindings(
      { kind: "license_key", licenseKey },
      {
        licenseId: license.id,
        page,
      },
    );
    expect(found).toMatchObject({
      allIncluded: true,
      bindings: [{ leaseId, requestIpAddress: "203.0.113.9", claims: { cliHwId: "laptop", cliHostName: "studio-7" } }],
    });
  });
});

describe("a heartbeat", () => {
  it("answers with a new lease id, which alone works from then on", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const call = byKey(licenseKey);
    const first = leaseOf(await engine().checkout(call, [seat()]));
    opened.later(300);
    const second = claimsOf(await engine().heartbeat(call, [{ leaseId: first }]));
    expect(second).toMatchObject({ oldLeaseId: first, status: "granted" });
    expect(second.leaseId).not.toBe(first);
    opened.later(300);
    expect(claimsOf(await engine().heartbeat(call, [{ leaseId: first }])).errorCode).toBe("LEASE_NOT_FOUND");
    expect(leaseOf(await engine().heartbeat(call, [{ leaseId: second.leaseId ?? "" }]))).toBeTruthy();
  });

  it("too early for one lease leaves all leases of the call as they were", async () => {
    const { licensee, license, connectedIdentityId } = await opened.issue();
    const other = { ...license, licenseeId: licensee.id, productName: "Other", access: "IDENTITY" } as const;
    await opened.licensing.issueLicense(other);
    const call = signedIn(connectedIdentityId);
    const early = leaseOf(await engine().checkout(call, [seat()]));
    opened.later(300);
    const late = leaseOf(await engine().checkout(call, [seat({ productName: "Other" })]));
    const answer = await engine().heartbeat(call, [{ leaseId: early }, { leaseId: late }]);
    expect(answer).toMatchObject({ kind: "too_early", leaseId: late });
    expect(leaseOf(await engine().heartbeat(call, [{ leaseId: early }]))).toBeTruthy();
  });

  it("ends the lease of a license that was suspended, and its seat is free", async () => {
    const { license, licenseKey } = await opened.issue({ access: "KEY" });
    const leaseId = leaseOf(await engine().checkout(byKey(licenseKey), [seat()]));
    await opened.licensing.suspendLicense(license.id, "payment overdue");
    opened.later(300);
    const refusal = claimsOf(await engine().heartbeat(byKey(licenseKey), [{ leaseId }]));
    expect(refusal).toMatchObject({ status: "refused", errorCode: "LICENSE_SUSPENDED", productName: "Product" });
    await opened.licensing.restoreLicense(license.id);
    expect(leaseOf(await engine().checkout(byKey(licenseKey, { cliHwId: "other" }), [seat()]))).toBeTruthy();
  });

  it.each(["no lease id", newId()])("of %s is refused with a token", async (leaseId) => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    expect(claimsOf(await engine().heartbeat(byKey(licenseKey), [{ leaseId }])).errorCode).toBe("LEASE_NOT_FOUND");
  });

  it("keeps nobody else’s lease, and releases nobody else’s seat", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const stranger = await opened.issue({ access: "KEY" });
    const leaseId = leaseOf(await engine().checkout(byKey(licenseKey), [seat()]));
    opened.later(300);
    const theirs = byKey(stranger.licenseKey);
    expect(claimsOf(await engine().heartbeat(theirs, [{ leaseId }])).errorCode).toBe("LEASE_NOT_FOUND");
    expect(await engine().release(theirs, [{ leaseId }])).toMatchObject({ results: [{ released: false }] });
    expect(leaseOf(await engine().heartbeat(byKey(licenseKey), [{ leaseId }]))).toBeTruthy();
  });
});

describe("uses", () => {
  it("set aside and not needed go back; what is never reported counts in full when its lease is over", async () => {
    const { license, call } = await issueUses(10);
    const leaseId = leaseOf(await engine().checkout(call, [uses({ qty: 6 })]));
    expect(claimsOf(await engine().checkout(call, [uses({ qty: 5 })])).errorCode).toBe("QUANTITY_EXHAUSTED");
    expect(await engine().release(call, [{ leaseId, finalUsedQty: 2 }])).toMatchObject({
      results: [{ released: true, finalUsedQty: 2, remainingQty: 8 }],
    });
    await engine().checkout(call, [uses({ qty: 8 })]);
    opened.later(3600);
    expect(claimsOf(await engine().checkout(call, [uses()])).errorCode).toBe("QUANTITY_EXHAUSTED");
    expect(await usedQty(license.id)).toBe(10);
  });

  it("reported on the way count at the end, never beyond what was bought", async () => {
    const { license, call } = await issueUses(10);
    const leaseId = leaseOf(await engine().checkout(call, [uses({ qty: 4 })]));
    opened.later(300);
    const next = leaseOf(await engine().heartbeat(call, [{ leaseId, usedQty: 7 }]));
    expect(claimsOf(await engine().checkout(call, [uses({ qty: 4 })])).errorCode).toBe("QUANTITY_EXHAUSTED");
    opened.later(300);
    const over = await engine().heartbeat(call, [{ leaseId: next, usedQty: 11 }]);
    expect(claimsOf(over)).toMatchObject({ status: "refused", errorCode: "QUANTITY_EXHAUSTED" });
    expect(await usedQty(license.id)).toBe(10);
  });

  it("of a metered license are counted and never refused, by the metered calls and no others’ licenses", async () => {
    const { license, call } = await issueUses(1, { qtyEnforcementType: "METERED" });
    const leaseId = leaseOf(await engine().startMeteredUse(call, [uses({ qty: 3 })]));
    opened.later(300);
    const item = { leaseId, usedQty: 40, treatAsIncrementalQty: true };
    const next = leaseOf(await engine().heartbeatMeteredUse(call, [item]));
    expect(await engine().endMeteredUse(call, [{ leaseId: next, finalUsedQty: 55 }])).toMatchObject({
      results: [{ released: true, finalUsedQty: 55, remainingQty: null }],
    });
    expect(await usedQty(license.id)).toBe(55);
    const enforced = await issueUses(5);
    expect(claimsOf(await engine().startMeteredUse(enforced.call, [uses()])).errorCode).toBe("LICENSE_NOT_FOUND");
  });
});

test("one call can ask for several things, and each is answered for itself, in order", async () => {
  const { licensee, connectedIdentityId } = await opened.issue();
  const other = await opened.issue({ productName: "Other" });
  await opened.licensing.issueLicense({ ...other.license, licenseeId: licensee.id, access: "IDENTITY" });
  const answer = await engine().checkout(signedIn(connectedIdentityId), [
    seat({ productName: "Other" }),
    seat({ productName: "Nothing" }),
    seat(),
    seat({ clientVersion: "1" }),
  ]);
  const claims =
    answer.kind === "tokens" ? answer.tokens.map((token) => claimsOf({ kind: "tokens", tokens: [token] })) : [];
  expect(claims.map(({ productName, status, errorCode }) => [productName, status, errorCode])).toEqual([
    ["Other", "granted", undefined],
    ["Nothing", "refused", "LICENSE_NOT_FOUND"],
    ["Product", "granted", undefined],
    ["Product", "granted", undefined],
  ]);
});

test("ended leases are forgotten, running ones and what was used up are not", async () => {
  const { license, call } = await issueUses(10);
  const kept = await issueUses(10);
  const seats = await opened.issue({ access: "KEY" });
  await engine().release(call, [{ leaseId: leaseOf(await engine().checkout(call, [uses({ qty: 4 })])) }]);
  await engine().checkout(kept.call, [uses({ qty: 3 })]);
  await engine().checkout(byKey(seats.licenseKey), [seat()]);
  const bindings = () =>
    opened.db.clientBinding.count({ where: { licenseId: { in: [license.id, kept.license.id, seats.license.id] } } });
  await engine().forgetLeases(opened.clock.now);
  expect(await bindings()).toBe(3);
  opened.later(3601);
  await engine().forgetLeases(opened.clock.now);
  // The one whose application never told what it used still has to be counted.
  expect(await bindings()).toBe(1);
  expect(await usedQty(license.id)).toBe(4);
  expect(claimsOf(await engine().checkout(kept.call, [uses({ qty: 8 })])).errorCode).toBe("QUANTITY_EXHAUSTED");
});
