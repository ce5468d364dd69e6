import { validate as isUuid } from "uuid";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { KeyRotation, RotateOutcome } from "../../checkout";
import { generateLicenseKey } from "../generate-license-key";
import type { KeyCipher } from "../key-cipher";
import { hashLicenseKey, licenseKeyHint } from "../license-key";
import { findLicenses } from "../license-store";
import { lockLicense } from "./entitlement-store";
import { replaceLicenseKey } from "./holder-store";
import { endLeasesOfLicense } from "./lease-store";

/**
 * Gives the license a new key. Whoever has the old one is a stranger from the moment that this commits: the license is
 * held as a checkout holds it, so that none slips in between.
 */
export async function rotateLicenseKey(
  ctx: { db: Db; cipher: KeyCipher; now: Clock },
  rotation: KeyRotation,
): Promise<RotateOutcome> {
  const { licenseId, leases, ...audited } = rotation;
  if (!isUuid(licenseId)) return { kind: "not_found" };
  const licenseKey = generateLicenseKey();
  return await ctx.db.$transaction(async (tx): Promise<RotateOutcome> => {
    const held = await lockLicense(tx, licenseId);
    const now = ctx.now();
    const row = storedForm(ctx.cipher, licenseId, licenseKey);
    const before = held ? await replaceLicenseKey(tx, licenseId, { ...row, rotatedAt: now }) : null;
    if (!before) return { kind: "not_found" };
    if (leases === "drop") await endLeasesOfLicense(tx, licenseId, now);
    await recordAudit(tx, {
      ...audited,
      action: "license.key_rotated",
      entity: "license",
      entityId: licenseId,
      before: { keyHint: before.keyHint },
      after: { keyHint: row.keyHint, leases },
    });
    const [license] = await findLicenses(tx, { id: licenseId });
    return license ? { kind: "rotated", licenseKey, license } : { kind: "not_found" };
  });
}

function storedForm(cipher: KeyCipher, licenseId: string, licenseKey: string) {
  return {
    keyEncrypted: cipher.encrypt(licenseKey, licenseId),
    keyHash: hashLicenseKey(licenseKey),
    keyHint: licenseKeyHint(licenseKey),
  };
}
