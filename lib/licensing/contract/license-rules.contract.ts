import { expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { isUsable } from "../license";
import type { LicensingBackend } from "./backend";
import { givenLicensee, licenseFor, references, startOf2026 } from "./given";

const midYear = new Date("2026-07-01T12:00:00.000Z");
const endOfYear = new Date("2026-12-31T00:00:00.000Z");

export function describeLicenseRules(backend: () => LicensingBackend): void {
  const licensing = () => backend().licensing;
  const issued = async (overrides: Parameters<typeof licenseFor>[1] = {}) => {
    const licensee = await givenLicensee(licensing());
    return licensing().issueLicense(licenseFor(licensee.id, overrides));
  };

  test("a license is issued as asked for, all references included", async () => {
    const licensee = await givenLicensee(licensing(), { type: "ORGANIZATION", connectedIdentityId: null });
    const asked = licenseFor(licensee.id, {
      qty: 5,
      validUntil: endOfYear,
      references: {
        contractReference: "contract-1",
        orderReference: "order-1",
        subscriptionReference: "sub_1",
        productReference: "SKU-1",
      },
    });
    const license = await licensing().issueLicense(asked);
    const { access: _access, ...stored } = asked;
    expect(license).toMatchObject({ ...stored, state: "valid", stateReason: null, keyHint: null });
    expect(await licensing().findLicenses([license.id])).toEqual([license]);
  });

  test("licenses are listed newest first, the revoked ones included", async () => {
    const licensee = await givenLicensee(licensing());
    const ids: string[] = [];
    for (const displayName of ["first", "second", "third"]) {
      ids.unshift((await licensing().issueLicense(licenseFor(licensee.id, { displayName }))).id);
    }
    await licensing().revokeLicense(ids[1] ?? "", "ended", midYear);
    const listed = await licensing().listLicenses(licensee.id);
    expect(listed.map((license) => license.id)).toEqual(ids);
  });

  test("pages of them follow one another, without gap or repeat", async () => {
    const licensee = await givenLicensee(licensing());
    for (let index = 0; index < 5; index += 1) await licensing().issueLicense(licenseFor(licensee.id));
    const all = await licensing().listLicenses(licensee.id);
    const page = (offset: number) => licensing().listLicenses(licensee.id, { offset, limit: 2 });
    expect(await page(0)).toEqual(all.slice(0, 2));
    expect([...(await page(0)), ...(await page(2)), ...(await page(4))]).toEqual(all);
    expect(await page(5)).toEqual([]);
  });

  test("one licensee's licenses never show up with another's", async () => {
    const subscriptionReference = `sub_${newId()}`;
    const mine = await issued({ references: references({ subscriptionReference }) });
    const foreign = await issued({ references: references({ subscriptionReference }) });
    expect(await licensing().listLicenses(mine.licenseeId)).toEqual([mine]);
    expect(await licensing().findLicensesByReference(foreign.licenseeId, { subscriptionReference })).toEqual([foreign]);
  });

  test("licenses are found by subscription and by order, several under one reference", async () => {
    const licensee = await givenLicensee(licensing());
    const issue = (over: Partial<ReturnType<typeof references>>) =>
      licensing().issueLicense(licenseFor(licensee.id, { references: references(over) }));
    const first = await issue({ subscriptionReference: "sub_1", productReference: "A" });
    const second = await issue({ subscriptionReference: "sub_1", productReference: "B" });
    const ordered = await issue({ orderReference: "order-1" });
    const find = licensing().findLicensesByReference;
    expect(await find(licensee.id, { subscriptionReference: "sub_1" })).toEqual([second, first]);
    expect(await find(licensee.id, { orderReference: "order-1" })).toEqual([ordered]);
    expect(await find(licensee.id, { orderReference: "sub_1" })).toEqual([]);
  });

  test("the quantity is set, never added, however often", async () => {
    const subscriptionReference = `sub_${newId()}`;
    const license = await issued({ qty: 100, access: "KEY", references: references({ subscriptionReference }) });
    const once = await licensing().setQuantity(license.id, 7);
    await licensing().setQuantity(once.id, 7);
    const held = await licensing().findLicensesByReference(license.licenseeId, { subscriptionReference });
    const seats = held.filter((one) => isUsable(one, midYear)).reduce((sum, one) => sum + one.qty, 0);
    expect(seats).toBe(7);
    if (backend().keepsLicenseOnQuantityChange) expect(held).toEqual([{ ...license, qty: 7 }]);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 31])("a quantity of %s is refused", async (qty) => {
    const license = await issued({ qty: 3 });
    await expect(licensing().setQuantity(license.id, qty)).rejects.toMatchObject({ retryable: false });
    await expect(licensing().issueLicense(licenseFor(license.licenseeId, { qty }))).rejects.toMatchObject({
      retryable: false,
    });
    expect(await licensing().listLicenses(license.licenseeId)).toEqual([license]);
  });

  test("an end can be set, moved and taken away again", async () => {
    const license = await issued();
    expect(await licensing().setValidity(license.id, endOfYear)).toEqual({ ...license, validUntil: endOfYear });
    expect(await licensing().setValidity(license.id, midYear)).toMatchObject({ validUntil: midYear });
    expect(await licensing().setValidity(license.id, null)).toEqual(license);
  });

  test("an end before the beginning is refused", async () => {
    const license = await issued({ validFrom: midYear });
    await expect(licensing().setValidity(license.id, startOf2026)).rejects.toMatchObject({ retryable: false });
  });

  test("suspended, it can't be used; restored, it is as it was", async () => {
    const license = await issued({ qty: 4 });
    const suspended = await licensing().suspendLicense(license.id, "payment overdue");
    expect(suspended).toEqual({ ...license, state: "suspended", stateReason: "payment overdue" });
    expect(isUsable(suspended, midYear)).toBe(false);
    expect(await licensing().restoreLicense(license.id)).toEqual(license);
    expect(await licensing().restoreLicense(license.id)).toEqual(license);
  });

  test("seats and end can change while it is suspended, and stay so once restored", async () => {
    const license = await issued({ qty: 4 });
    await licensing().suspendLicense(license.id, "payment overdue");
    await licensing().setQuantity(license.id, 2);
    await licensing().setValidity(license.id, endOfYear);
    expect(await licensing().restoreLicense(license.id)).toMatchObject({
      state: "valid",
      qty: 2,
      validUntil: endOfYear,
    });
  });

  test("revoked is the end: valid until then, and nothing brings it back", async () => {
    const license = await issued({ qty: 4 });
    const revoked = await licensing().revokeLicense(license.id, "subscription ended", midYear);
    // Who asked for it is known by a backend whose effects outlive a transaction.
    const { isRevokedHere: _isRevokedHere, ...shown } = revoked;
    expect(shown).toEqual({ ...license, state: "revoked", stateReason: "subscription ended", validUntil: midYear });
    expect(await licensing().restoreLicense(license.id)).toEqual(revoked);
    expect(await licensing().suspendLicense(license.id, "late")).toEqual(revoked);
    expect(await licensing().setQuantity(license.id, 9)).toEqual(revoked);
    expect(await licensing().setValidity(license.id, null)).toEqual(revoked);
    expect(await licensing().revokeLicense(license.id, "again", endOfYear)).toEqual(revoked);
  });

  test("a revocation whose cause proved void is taken back: as it was, with the end that is given", async () => {
    const license = await issued({ qty: 4 });
    await licensing().revokeLicense(license.id, "refunded", midYear);
    expect(await licensing().reinstateLicense(license.id, endOfYear)).toEqual({ ...license, validUntil: endOfYear });
    expect(await licensing().reinstateLicense(license.id, null)).toMatchObject({ validUntil: endOfYear });
  });

  test("taking back a revocation that never was changes nothing", async () => {
    const license = await issued();
    const suspended = await licensing().suspendLicense(license.id, "payment overdue");
    expect(await licensing().reinstateLicense(license.id, endOfYear)).toEqual(suspended);
  });

  test("a revocation raced by every other change stays", async () => {
    const port = licensing();
    const license = await issued({ qty: 4 });
    await port.suspendLicense(license.id, "payment overdue");
    await Promise.all([
      port.restoreLicense(license.id),
      port.setQuantity(license.id, 9),
      port.revokeLicense(license.id, "revoked by support", midYear),
      port.suspendLicense(license.id, "late"),
      port.restoreLicense(license.id),
    ]);
    expect(await port.findLicenses([license.id])).toMatchObject([
      { state: "revoked", stateReason: "revoked by support", validUntil: midYear },
    ]);
  });

  test("revoking keeps an end that had already come, and ends a license that had not begun", async () => {
    const lapsed = await issued({ validUntil: midYear });
    expect(await licensing().revokeLicense(lapsed.id, "ended", endOfYear)).toMatchObject({ validUntil: midYear });
    const future = await issued({ validFrom: endOfYear });
    const revoked = await licensing().revokeLicense(future.id, "ended", midYear);
    expect(revoked.state).toBe("revoked");
    expect(isUsable(revoked, new Date("2027-06-01T00:00:00.000Z"))).toBe(false);
  });

  test.each(["0198a000-0000-7000-8000-000000000000", "no-such-id"])(
    "a license that does not exist can't be changed, and that never becomes worth a retry (%s)",
    async (id) => {
      const port = licensing();
      expect(await port.findLicenses([id])).toEqual([]);
      expect(await port.revealLicenseKey(id)).toBeNull();
      const changes = [
        () => port.setQuantity(id, 1),
        () => port.setValidity(id, null),
        () => port.suspendLicense(id, "reason"),
        () => port.restoreLicense(id),
        () => port.revokeLicense(id, "reason", midYear),
        () => port.reinstateLicense(id, null),
      ];
      for (const change of changes) await expect(change()).rejects.toMatchObject({ retryable: false });
    },
  );
}
