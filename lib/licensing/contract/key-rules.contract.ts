import { expect, test } from "vitest";
import type { LicensingBackend } from "./backend";
import { givenLicensee, licenseFor, startOf2026 } from "./given";

export function describeKeyRules(backend: () => LicensingBackend): void {
  const licensing = () => backend().licensing;
  const issueKeyLicense = async () => {
    const licensee = await givenLicensee(licensing());
    return licensing().issueLicense(licenseFor(licensee.id, { access: "KEY" }));
  };

  test("a key-based license has one key, in the form that licensed applications accept, shown when asked for", async () => {
    const license = await issueKeyLicense();
    const key = (await licensing().revealLicenseKey(license.id)) ?? "";
    expect(key).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    expect(key.endsWith(license.keyHint ?? "missing")).toBe(true);
    expect(await licensing().revealLicenseKey(license.id)).toBe(key);
  });

  test("a license for signed-in use has no key", async () => {
    const licensee = await givenLicensee(licensing());
    const license = await licensing().issueLicense(licenseFor(licensee.id));
    expect(await licensing().revealLicenseKey(license.id)).toBeNull();
  });

  test("lists and look-ups never hold the key", async () => {
    const license = await issueKeyLicense();
    const key = (await licensing().revealLicenseKey(license.id)) ?? "";
    expect(JSON.stringify(await licensing().listLicenses(license.licenseeId))).not.toContain(key);
    expect(JSON.stringify(await licensing().findLicenses([license.id]))).not.toContain(key);
  });

  test("every license gets a key of its own", async () => {
    const licenses = await Promise.all(Array.from({ length: 10 }, issueKeyLicense));
    const keys = await Promise.all(licenses.map((license) => licensing().revealLicenseKey(license.id)));
    expect(new Set(keys).size).toBe(10);
  });

  test("a license that replaces another takes its key over where the backend can, and nobody else's", async () => {
    const old = await issueKeyLicense();
    const key = await licensing().revealLicenseKey(old.id);
    const next = licenseFor(old.licenseeId, { access: "KEY", replaces: old.id });
    const stranger = await givenLicensee(licensing());
    const foreign = await licensing().issueLicense({ ...next, licenseeId: stranger.id });
    expect(await licensing().revealLicenseKey(foreign.id)).not.toBe(key);
    const replacing = await licensing().issueLicense(next);
    expect((await licensing().revealLicenseKey(replacing.id)) === key).toBe(backend().keepsKeyOnReplacement);
    await licensing().revokeLicense(old.id, "replaced", startOf2026);
    expect(await licensing().revealLicenseKey(replacing.id)).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
    if (backend().keepsKeyOnReplacement) expect(replacing.keyHint).toBe(old.keyHint);
  });

  test("suspending, restoring, revoking and taking that back keep the key", async () => {
    const license = await issueKeyLicense();
    const key = await licensing().revealLicenseKey(license.id);
    await licensing().suspendLicense(license.id, "payment overdue");
    const restored = await licensing().restoreLicense(license.id);
    expect(restored.keyHint).toBe(license.keyHint);
    expect(await licensing().revealLicenseKey(license.id)).toBe(key);
    await licensing().revokeLicense(license.id, "ended", startOf2026);
    expect(await licensing().revealLicenseKey(license.id)).toBe(key);
    await licensing().reinstateLicense(license.id, null);
    expect(await licensing().revealLicenseKey(license.id)).toBe(key);
  });
}
