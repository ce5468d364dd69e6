import { describe, expect, it, test } from "vitest";
import { decideCheckout, type Asker } from "./decide-checkout";
import type { Entitlement } from "./entitlement";
import { askedFor, entitlement, lease, now } from "./testing/given";

const asker: Asker = { licenseConsumerId: "ada", hwId: "laptop", processId: "1", byKey: false, version: null };
const decide = (licenses: Entitlement[], item = askedFor(), who: Asker = asker, meteredOnly = false) =>
  decideCheckout(licenses, { item, asker: who, meteredOnly }, now);
const codeOf = (decision: ReturnType<typeof decide>) =>
  decision.kind === "refused" ? decision.errorCode : decision.licenseId;

describe("a refusal says what stands in the way", () => {
  test.each([
    ["another product", { productName: "Other" }, "LICENSE_NOT_FOUND"],
    ["another dimension", { qtyDimension: "USE_COUNT" as const }, "LICENSE_NOT_FOUND"],
    ["revoked", { state: "revoked" as const }, "LICENSE_REVOKED"],
    ["suspended", { state: "suspended" as const }, "LICENSE_SUSPENDED"],
    ["not begun", { validFrom: new Date(now.getTime() + 1) }, "LICENSE_NOT_YET_VALID"],
    ["over since this moment", { validUntil: now }, "LICENSE_EXPIRED"],
    ["an older version", { versionLowerBound: "10.0" }, "VERSION_NOT_ALLOWED"],
    ["a newer version", { versionUpperBound: "02.9" }, "VERSION_NOT_ALLOWED"],
    ["all seats taken", { leases: [lease({ licenseConsumerId: "bob" })] }, "QUANTITY_EXHAUSTED"],
  ])("%s", (_what, terms, code) => {
    expect(codeOf(decide([entitlement(terms)], askedFor({ clientVersion: "05.0" })))).toBe(code);
  });

  it("names the suspension’s reason", () => {
    const decision = decide([entitlement({ state: "suspended", stateReason: "payment overdue" })]);
    expect(decision).toMatchObject({ errorDescription: "The license is suspended: payment overdue." });
  });

  it("asks for the claims that the license counts by", () => {
    const nameless = { ...asker, hwId: null, processId: null };
    expect(codeOf(decide([entitlement()], askedFor(), nameless))).toBe("CLIENT_CLAIM_MISSING");
    expect(codeOf(decide([entitlement({ devicesPerSeat: null })], askedFor(), nameless))).toBe("license");
    const counted = entitlement({ devicesPerSeat: null, appInstancesPerSeat: 2 });
    expect(codeOf(decide([counted], askedFor(), nameless))).toBe("CLIENT_CLAIM_MISSING");
    expect(codeOf(decide([entitlement({ versionLowerBound: "1" })]))).toBe("CLIENT_CLAIM_MISSING");
  });
});

describe("seats", () => {
  it("versions are compared as text, so 10.0.0 falls inside 1.0.0 to 3.9.9 (Issue licenses)", () => {
    const bounded = entitlement({ versionLowerBound: "1.0.0", versionUpperBound: "3.9.9" });
    expect(codeOf(decide([bounded], askedFor({ clientVersion: "10.0.0" })))).toBe("license");
  });

  it("a second device of one user shares the seat where the license allows two", () => {
    const other = lease({ hwId: "desktop", processId: "9" });
    expect(codeOf(decide([entitlement({ leases: [other] })]))).toBe("QUANTITY_EXHAUSTED");
    expect(codeOf(decide([entitlement({ leases: [other], devicesPerSeat: 2 })]))).toBe("license");
  });

  it("app instances beyond a seat’s number take another seat", () => {
    const leases = [lease({ processId: "7" }), lease({ processId: "8" })];
    expect(codeOf(decide([entitlement({ leases, appInstancesPerSeat: 2 })]))).toBe("QUANTITY_EXHAUSTED");
    expect(codeOf(decide([entitlement({ leases, appInstancesPerSeat: 2, qty: 2 })]))).toBe("license");
  });

  it("users never share a seat, however few devices they have", () => {
    const leases = [lease({ licenseConsumerId: "bob" })];
    expect(codeOf(decide([entitlement({ leases, devicesPerSeat: null })]))).toBe("QUANTITY_EXHAUSTED");
  });

  it("the same client again, after a crash, takes its own seat anew", () => {
    const before = lease();
    expect(decide([entitlement({ leases: [before] })])).toEqual({
      kind: "granted",
      licenseId: "license",
      replaces: [before],
    });
  });

  it("several seats at once count in full", () => {
    const three = entitlement({ qty: 3, leases: [lease({ licenseConsumerId: "bob" })] });
    expect(codeOf(decide([three], askedFor({ qty: 2 })))).toBe("license");
    expect(codeOf(decide([three], askedFor({ qty: 3 })))).toBe("QUANTITY_EXHAUSTED");
  });

  it("one user takes no more seats than the license model lets them", () => {
    const leases = [lease({ hwId: "desktop" })];
    expect(codeOf(decide([entitlement({ leases, qty: 9, maxAssignmentsPerUser: 1 })]))).toBe("ASSIGNMENTS_EXHAUSTED");
    const byKey = { ...asker, byKey: true };
    expect(codeOf(decide([entitlement({ leases, qty: 9, maxAssignmentsPerUser: 1 })], askedFor(), byKey))).toBe(
      "license",
    );
  });

  it("a license key works on no more devices at a time than it allows", () => {
    const license = entitlement({ qty: 9, allowedActivations: 1, leases: [lease({ hwId: "desktop" })] });
    expect(codeOf(decide([license], askedFor(), { ...asker, byKey: true }))).toBe("ASSIGNMENTS_EXHAUSTED");
  });
});

describe("uses and seconds", () => {
  const uses = (terms: Partial<Entitlement>) => entitlement({ qtyDimension: "USE_COUNT", qty: 10, ...terms });
  const ask = (qty: number) => askedFor({ qtyDimension: "USE_COUNT", qty });

  it("what was used, set aside and asked for never exceeds what there is", () => {
    const license = uses({ usedQty: 4, leases: [lease({ qty: 3 }), lease({ qty: 1, verifiedQty: 2 })] });
    expect(codeOf(decide([license], ask(1)))).toBe("license");
    expect(codeOf(decide([license], ask(2)))).toBe("QUANTITY_EXHAUSTED");
  });

  it("metered licenses never refuse for the quantity, and metered use takes only these", () => {
    const metered = uses({ isMetered: true, usedQty: 10 });
    expect(codeOf(decide([metered], ask(5), asker, true))).toBe("license");
    expect(codeOf(decide([uses({})], ask(1), asker, true))).toBe("LICENSE_NOT_FOUND");
  });
});

describe("of several licenses that fit", () => {
  const later = new Date(now.getTime() + 9e9);
  const soon = new Date(now.getTime() + 1e9);
  const named = (licenseId: string, terms: Partial<Entitlement> = {}) => entitlement({ licenseId, ...terms });

  it("seats that hold longest are taken first", () => {
    expect(
      codeOf(decide([named("soon", { validUntil: soon }), named("ever"), named("late", { validUntil: later })])),
    ).toBe("ever");
  });

  it("uses that would be lost first are taken first", () => {
    const use = { qtyDimension: "USE_COUNT" as const };
    const item = askedFor(use);
    expect(codeOf(decide([named("ever", use), named("soon", { ...use, validUntil: soon })], item))).toBe("soon");
  });

  it("one goes where one sits already, and what is prepaid comes before what is metered", () => {
    const seated = named("seated", { validUntil: soon, devicesPerSeat: 2, leases: [lease({ hwId: "desktop" })] });
    expect(codeOf(decide([named("ever"), seated]))).toBe("seated");
    expect(codeOf(decide([named("metered", { isMetered: true }), named("full", { validUntil: soon })]))).toBe("full");
  });

  it("a full one, or one that can’t be used, sends on to the next", () => {
    const full = named("full", { leases: [lease({ licenseConsumerId: "bob" })] });
    expect(codeOf(decide([full, named("revoked", { state: "revoked" }), named("free", { validUntil: soon })]))).toBe(
      "free",
    );
  });

  it("a named license is taken or none", () => {
    expect(codeOf(decide([named("one"), named("two")], askedFor({ licenseId: "two" })))).toBe("two");
    expect(codeOf(decide([named("one")], askedFor({ licenseId: "two" })))).toBe("LICENSE_NOT_FOUND");
  });
});
