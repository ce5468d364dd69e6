import { describe, expect, test } from "vitest";
import { decideLeftAlone, decideLedgerChange, type LicenseChange } from "./decide-ledger-change";
import { decideMatch } from "./decide-match";
import { toLicense, type LedgerLicense } from "./ledger";
import type { RemoteLicense } from "./remote-license";

const now = new Date("2026-07-01T12:00:00.000Z");
const before = new Date("2026-06-01T00:00:00.000Z");
const later = new Date("2026-12-31T00:00:00.000Z");
const references = {
  contractReference: "sub_1",
  orderReference: null,
  subscriptionReference: "sub_1",
  productReference: "SKU",
};
const issue = { id: "issue-1", qty: 3, askedAt: before, remoteId: "remote-1", writtenUntil: null, supersededAt: null };

const entry = (over: Partial<LedgerLicense> = {}): LedgerLicense => ({
  id: "license-1",
  licenseeId: "licensee-1",
  purchase: null,
  line: null,
  terms: {
    productName: "Product",
    displayName: "Product",
    features: [],
    access: "IDENTITY",
    validFrom: new Date("2026-01-01T00:00:00.000Z"),
    references,
  },
  qty: 3,
  state: "valid",
  stateReason: null,
  validUntil: null,
  cutAt: null,
  revision: 1,
  appliedRevision: 1,
  created: before,
  issues: [issue],
  ...over,
});

const remote = (over: Partial<RemoteLicense> = {}): RemoteLicense => ({
  id: "remote-1",
  productName: "Product",
  displayName: "Product",
  features: [],
  qty: 3,
  validFrom: before,
  validUntil: null,
  key: null,
  references,
  created: before,
  ...over,
});

const cut = (state: "suspended" | "revoked", over: Partial<LedgerLicense> = {}) =>
  entry({ state, stateReason: "why", cutAt: before, issues: [{ ...issue, writtenUntil: before }], ...over });
const unapplied = { revision: 2, appliedRevision: 1 };

describe("how a license stands, by ledger and 10Duke Scale together", () => {
  test.each<[string, LedgerLicense, RemoteLicense | null, object | null]>([
    ["as asked for", entry(), remote(), { state: "valid", validUntil: null }],
    ["suspended, with the end that was sold", cut("suspended"), remote({ validUntil: before }), { state: "suspended" }],
    ["revoked by us", cut("revoked"), remote({ validUntil: before }), { state: "revoked", isRevokedHere: true }],
    ["not cut off yet", cut("revoked", unapplied), remote(), { state: "valid" }],
    ["opened by others", cut("suspended"), remote({ validUntil: later }), { state: "valid", validUntil: later }],
    ["ended by others", entry(), remote({ validUntil: before }), { state: "revoked", validUntil: before }],
    ["shortened by others", entry(), remote({ validUntil: later }), { state: "valid", validUntil: later }],
    ["not restored yet", entry(unapplied), remote({ validUntil: before }), { state: "suspended", validUntil: null }],
    ["more seats not there yet", entry({ ...unapplied, qty: 9 }), remote(), { state: "valid", qty: 3 }],
    ["other seats, not cut off yet", cut("suspended", { ...unapplied, qty: 9 }), remote(), { state: "valid", qty: 3 }],
    ["never issued", entry({ issues: [{ ...issue, remoteId: null }] }), null, null],
    ["lost by 10Duke Scale", entry(), null, null],
  ])("%s", (_, ledger, found, expected) => {
    const license = toLicense(ledger, found, now);
    if (expected === null) expect(license).toBeNull();
    else expect(license).toMatchObject(expected);
  });

  test("only what Usher revoked can be told as such", () => {
    expect(toLicense(entry(), remote({ validUntil: before }), now)).not.toHaveProperty("isRevokedHere");
  });
});

describe("what the ledger is to say", () => {
  const decide = (ledger: LedgerLicense, found: RemoteLicense, change: LicenseChange) => {
    const license = toLicense(ledger, found, now);
    if (!license) throw new Error("No license");
    return decideLedgerChange(ledger, { license, change, now });
  };

  test("a suspension ends the license now and keeps the end that was sold", () => {
    const change = decide(entry({ validUntil: later }), remote({ validUntil: later }), {
      kind: "suspend",
      reason: "r",
    });
    expect(change).toEqual({ state: "suspended", stateReason: "r", cutAt: now });
  });

  test("what is cut off already stays cut off from then", () => {
    const change = decide(cut("suspended"), remote({ validUntil: before }), { kind: "suspend", reason: "other" });
    expect(change).toEqual({ state: "suspended", stateReason: "other", cutAt: before });
  });

  test("nothing but reinstating touches what is revoked, by us or by others", () => {
    const kinds: LicenseChange[] = [
      { kind: "quantity", qty: 9 },
      { kind: "validity", validUntil: null },
      { kind: "suspend", reason: "r" },
      { kind: "restore" },
      { kind: "revoke", reason: "r", at: now },
    ];
    for (const change of kinds) {
      expect(decide(cut("revoked"), remote({ validUntil: before }), change)).toBeNull();
      expect(decide(entry(), remote({ validUntil: before }), change)).toBeNull();
    }
    const back: LicenseChange = { kind: "reinstate", validUntil: later };
    const inForce = { state: "valid", stateReason: null, cutAt: null, validUntil: later };
    expect(decide(cut("revoked"), remote({ validUntil: before }), back)).toEqual(inForce);
    expect(decide(entry(), remote({ validUntil: before }), back)).toEqual(inForce);
    expect(decide(entry(), remote(), back)).toBeNull();
  });

  test("a revoked license never ends later than it would have, nor before it begins", () => {
    const lapsed = entry({ validUntil: before, issues: [{ ...issue, writtenUntil: before }] });
    const revoke: LicenseChange = { kind: "revoke", reason: "r", at: now };
    expect(decide(lapsed, remote({ validUntil: before }), revoke)).toMatchObject({ cutAt: before });
    const future = entry({ terms: { ...entry().terms, validFrom: later } });
    expect(decide(future, remote(), revoke)).toMatchObject({ cutAt: later });
  });
});

describe("what nobody asks for any more", () => {
  const leftAlone = (ledger: LedgerLicense, found: RemoteLicense) => {
    const license = toLicense(ledger, found, now);
    if (!license) throw new Error("No license");
    const change = decideLeftAlone(ledger, { license, standsUntil: found.validUntil });
    return { ...ledger, ...change };
  };
  const seen = { state: "valid", cutAt: null, qty: 3, validUntil: null };

  test.each<[string, LedgerLicense, RemoteLicense, object]>([
    ["more seats", entry({ ...unapplied, qty: 9 }), remote(), seen],
    ["another end", entry({ ...unapplied, validUntil: later }), remote(), seen],
    ["a suspension", cut("suspended", unapplied), remote(), seen],
    ["a revocation", cut("revoked", unapplied), remote(), seen],
    ["a restored license", entry(unapplied), remote({ validUntil: before }), { state: "suspended", cutAt: before }],
    ["a revocation that is done", cut("revoked", unapplied), remote({ validUntil: before }), { state: "revoked" }],
  ])("%s", (_, ledger, found, expected) => {
    expect(leftAlone(ledger, found)).toMatchObject(expected);
  });

  test("who changes the seats of what can still be used wants it used", () => {
    const ledger = cut("suspended", unapplied);
    const license = toLicense(ledger, remote(), now);
    if (!license) throw new Error("No license");
    const change = decideLedgerChange(ledger, { license, change: { kind: "quantity", qty: 9 }, now });
    expect(change).toMatchObject({ qty: 9, state: "valid", cutAt: null });
  });
});

describe("whether a license that nobody has is what was asked for", () => {
  const asked = { ledger: entry(), issue: { ...issue, remoteId: null }, lostAnswer: false };

  test.each<[string, Partial<RemoteLicense>, boolean]>([
    ["the same", {}, true],
    ["another quantity", { qty: 4 }, false],
    ["another product", { productName: "Other" }, false],
    ["with a key that was not asked for", { key: "KEY" }, false],
    ["another purchase", { references: { ...references, subscriptionReference: "sub_2" } }, false],
    ["another SKU", { references: { ...references, productReference: "OTHER" } }, false],
  ])("%s", (_, over, expected) => {
    expect(decideMatch(remote(over), asked)).toBe(expected);
  });

  test("without references only a new one after a lost answer", () => {
    const none = {
      contractReference: null,
      orderReference: null,
      subscriptionReference: null,
      productReference: null,
    };
    const ledger = entry({ terms: { ...entry().terms, references: none } });
    const candidate = remote({ references: none });
    expect(decideMatch(candidate, { ...asked, ledger })).toBe(false);
    expect(decideMatch(candidate, { ...asked, ledger, lostAnswer: true })).toBe(true);
    const old = remote({ references: none, created: new Date("2026-05-01T00:00:00.000Z") });
    expect(decideMatch(old, { ...asked, ledger, lostAnswer: true })).toBe(false);
  });
});
