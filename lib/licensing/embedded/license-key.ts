import { createHash } from "node:crypto";

/** Crockford's base32: no I, L, O or U, so that a key survives being read aloud and typed. */
export const keyAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The key as it is compared: case, hyphens, spaces and the look-alikes O, I and L make no difference. */
export function normalizeLicenseKey(key: string): string {
  return key.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}

/** SHA-256 of the normalized key: finds a license by its key without storing the key. */
export function hashLicenseKey(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(normalizeLicenseKey(key)).digest());
}

/** The last group, for lists: tells keys apart and gives nothing away. */
export function licenseKeyHint(key: string): string {
  return key.slice(-5);
}
