import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import type { CheckoutItem } from "../../checkout";
import type { ClientClaims } from "../../client-binding";
import { byKey, claimsOf, leaseOf, openCheckout, seat, signedIn, type OpenedCheckout } from "./testing/open-checkout";

let opened: OpenedCheckout;
beforeAll(async () => {
  opened = await openCheckout();
});
afterAll(() => opened.close());

const page = { offset: 0, limit: 100 };

describe("what the license was issued with counts, as it stands in the database", () => {
  const codeOf = async (data: object, ...calls: [claims: ClientClaims, item?: Partial<CheckoutItem>][]) => {
    const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 2 });
    await opened.db.license.update({ where: { id: license.id }, data });
    const codes: string[] = [];
    for (const [claims, item] of calls) {
      const outcome = await opened.engine.checkout(byKey(licenseKey, claims), [seat(item)]);
      codes.push(claimsOf(outcome).errorCode ?? "granted");
    }
    return codes;
  };

  it("versions", async () => {
    const bounds = { allowedVersionLowerBound: "02.00", allowedVersionUpperBound: "03.99" };
    const codes = await codeOf(
      bounds,
      [{ cliVersion: "01.99" }],
      [{ cliVersion: "02.00" }],
      [{}, { clientVersion: "04.00" }],
    );
    expect(codes).toEqual(["VERSION_NOT_ALLOWED", "granted", "VERSION_NOT_ALLOWED"]);
  });

  it("devices per seat", async () => {
    const devices = ["a", "b", "c", "d", "e"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    expect(await codeOf({ concurrentUserDevicesPerSeat: 2 }, ...devices)).toEqual([
      ...Array.from({ length: 4 }, () => "granted"),
      "QUANTITY_EXHAUSTED",
    ]);
    expect(await codeOf({ concurrentUserDevicesPerSeat: null }, ...devices)).not.toContain("QUANTITY_EXHAUSTED");
  });

  it("app instances per seat", async () => {
    const processes = ["1", "2", "3"].map((cliProcessId): [ClientClaims] => [{ cliProcessId }]);
    const codes = await codeOf({ concurrentUserAppInstancesPerSeat: 1 }, ...processes);
    expect(codes).toEqual(["granted", "granted", "QUANTITY_EXHAUSTED"]);
  });

  it("activations of the key", async () => {
    const devices = ["a", "b"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    const once = { licenseKey: { update: { allowedActivations: 1 } } };
    expect(await codeOf(once, ...devices)).toEqual(["granted", "ASSIGNMENTS_EXHAUSTED"]);
  });

  it("no limit of seats", async () => {
    const devices = ["a", "b", "c", "d"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    expect(await codeOf({ qty: -1 }, ...devices)).not.toContain("QUANTITY_EXHAUSTED");
  });
});

describe("who may use what", () => {
  it("a key, an identity and a consumer that do not exist are told apart from a refusal", async () => {
    const callers = [
      { kind: "license_key", licenseKey: "00000-00000-00000-00000-00000" } as const,
      { kind: "identity", connectedIdentityId: newId() } as const,
      { kind: "consumer", licenseConsumerId: newId() } as const,
      { kind: "consumer", licenseConsumerId: "no id" } as const,
    ];
    for (const caller of callers) {
      const call = { caller, claims: {}, ipAddress: null };
      expect(await opened.engine.checkout(call, [seat()])).toEqual({ kind: "unknown_caller" });
      expect(await opened.engine.heartbeat(call, [{ leaseId: newId() }])).toEqual({ kind: "unknown_caller" });
      expect(await opened.engine.release(call, [{ leaseId: newId() }])).toEqual({ kind: "unknown_caller" });
      expect(await opened.engine.describeLicenses(caller, { page })).toBeNull();
    }
  });

  it("a key typed with other case and without hyphens is the same key", async () => {
    const { licenseKey } = await opened.issue({ access: "KEY" });
    const typed = licenseKey.toLowerCase().replaceAll("-", "");
    expect(leaseOf(await opened.engine.checkout(byKey(typed), [seat()]))).toBeTruthy();
  });

  it("signing in does not open key-based licenses of the same person", async () => {
    const { connectedIdentityId, licenseKey } = await opened.issue({ access: "KEY" });
    const caller = { kind: "identity", connectedIdentityId } as const;
    expect(claimsOf(await opened.engine.checkout(signedIn(connectedIdentityId), [seat()])).errorCode).toBe(
      "LICENSE_NOT_FOUND",
    );
    expect(await opened.engine.describeLicenses(caller, { page })).toMatchObject({ items: [] });
    const byItsKey = await opened.engine.describeLicenses({ kind: "license_key", licenseKey }, { page });
    expect(byItsKey).toMatchObject({ items: [{ productName: "Product" }], hasMore: false });
  });

  it("a license that can’t be used says why, not that there is none", async () => {
    const { license, connectedIdentityId } = await opened.issue();
    await opened.licensing.revokeLicense(license.id, "refunded", opened.clock.now);
    expect(claimsOf(await opened.engine.checkout(signedIn(connectedIdentityId), [seat()]))).toMatchObject({
      errorCode: "LICENSE_REVOKED",
      errorDescription: "The license was revoked: refunded.",
    });
  });

  it("feature flags are those of what can be used now, whole product names in any case", async () => {
    const { licensee, license, connectedIdentityId } = await opened.issue({ features: ["editing"] });
    const caller = { kind: "identity", connectedIdentityId } as const;
    const flags = [{ productName: "Product", features: ["editing"] }];
    expect(await opened.engine.describeFeatureFlags(caller, { productName: "pRODUCT" })).toEqual(flags);
    expect(await opened.engine.describeFeatureFlags(caller, { productName: "Prod" })).toEqual([]);
    expect(await opened.engine.describeFeatureFlags(caller, { licenseeId: newId() })).toEqual([]);
    const jwt = await opened.engine.describeFeatureFlagsJwt(caller, { licenseeId: licensee.id });
    expect(claimsOf({ kind: "tokens", tokens: [jwt ?? ""] })).toMatchObject({
      licenseeId: licensee.id,
      featureFlags: { Product: ["editing"] },
    });
    await opened.licensing.suspendLicense(license.id, "payment overdue");
    expect(await opened.engine.describeFeatureFlags(caller, {})).toEqual([]);
    expect(await opened.engine.describeLicensees(caller, page)).toMatchObject({ items: [{ id: licensee.id }] });
  });
});

describe("a new license key", () => {
  const replace = (licenseId: string, leases: "keep" | "drop") =>
    opened.engine.rotateLicenseKey({
      licenseId,
      leases,
      actor: { kind: "system", name: "command" },
      customerId: null,
      cause: "a test",
    });
  const rotate = async (leases: "keep" | "drop") => {
    const { license, licenseKey: old } = await opened.issue({ access: "KEY" });
    const leaseId = leaseOf(await opened.engine.checkout(byKey(old), [seat()]));
    const outcome = await replace(license.id, leases);
    if (outcome.kind !== "rotated") throw new Error(outcome.kind);
    opened.later(300);
    return { license, old, leaseId, licenseKey: outcome.licenseKey, hint: outcome.license.keyHint };
  };

  it("works, is shown to its owner, and the old one is dead at once", async () => {
    const { license, old, leaseId, licenseKey, hint } = await rotate("keep");
    expect(licenseKey).not.toBe(old);
    expect(licenseKey.endsWith(hint ?? "missing")).toBe(true);
    expect(await opened.licensing.revealLicenseKey(license.id)).toBe(licenseKey);
    const dead = { kind: "unknown_caller" };
    expect(await opened.engine.checkout(byKey(old), [seat()])).toEqual(dead);
    expect(await opened.engine.heartbeat(byKey(old), [{ leaseId }])).toEqual(dead);
    expect(await opened.engine.release(byKey(old), [{ leaseId }])).toEqual(dead);
  });

  it("is in the audit by its last characters only", async () => {
    const { license, old, licenseKey, hint } = await rotate("drop");
    const [entry] = await opened.db.auditEntry.findMany({ where: { entityId: license.id } });
    expect(entry).toMatchObject({
      action: "license.key_rotated",
      actor: "system:command",
      before: { keyHint: old.slice(-5) },
      after: { keyHint: hint, leases: "drop" },
    });
    expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${old}|${licenseKey}`));
  });

  it("goes on with kept leases", async () => {
    const { leaseId, licenseKey } = await rotate("keep");
    expect(claimsOf(await opened.engine.heartbeat(byKey(licenseKey), [{ leaseId }])).status).toBe("granted");
  });

  it("finds all seats free when leases were dropped", async () => {
    const { leaseId, licenseKey } = await rotate("drop");
    expect(claimsOf(await opened.engine.heartbeat(byKey(licenseKey), [{ leaseId }])).errorCode).toBe("LEASE_NOT_FOUND");
    expect(leaseOf(await opened.engine.checkout(byKey(licenseKey, { cliHwId: "other" }), [seat()]))).toBeTruthy();
  });

  it("made while old-key checkouts are under way leaves none of them behind", async () => {
    const { license, licenseKey: old } = await opened.issue({ access: "KEY", qty: 100 });
    const asks = Array.from({ length: 40 }, (_, index) =>
      opened.otherProcess.checkout(byKey(old, { cliHwId: `device ${index}` }), [seat()]),
    );
    const rotation = await replace(license.id, "drop");
    const answers = await Promise.all(asks);
    expect(rotation.kind).toBe("rotated");
    expect(answers).toHaveLength(40);
    const running = { licenseId: license.id, releasedAt: null };
    expect(await opened.db.clientBinding.count({ where: running })).toBe(0);
  });

  it("is not made for a license without a key, or none at all", async () => {
    const { license } = await opened.issue();
    expect(await replace(license.id, "keep")).toEqual({ kind: "not_found" });
    expect(await replace("no id", "keep")).toEqual({ kind: "not_found" });
  });
});
