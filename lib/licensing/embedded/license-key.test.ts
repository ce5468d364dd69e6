import { expect, test } from "vitest";
import { generateLicenseKey } from "./generate-license-key";
import { createKeyCipher } from "./key-cipher";
import { hashLicenseKey, licenseKeyHint, normalizeLicenseKey } from "./license-key";

const licenseId = "0198a000-0000-7000-8000-000000000001";
const secret = "a secret for tests only, 32 characters or more";

test("keys are five groups of five unmistakable characters, and never repeat", () => {
  const keys = Array.from({ length: 1000 }, generateLicenseKey);
  for (const key of keys) expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
  expect(new Set(keys).size).toBe(1000);
});

test.each([
  ["lower case", "7f3kq-0ab1c-defgh-jkmnp-qrstv"],
  ["no hyphens", "7F3KQ0AB1CDEFGHJKMNPQRSTV"],
  ["spaces from a mail", " 7F3KQ 0AB1C DEFGH\tJKMNP QRSTV\n"],
  ["O for 0, I and l for 1", "7F3KQ-OABlC-DEFGH-JKMNP-QRSTV"],
])("a key typed with %s is the same key", (_, typed) => {
  const key = "7F3KQ-0AB1C-DEFGH-JKMNP-QRSTV";
  expect(normalizeLicenseKey(typed)).toBe(normalizeLicenseKey(key));
  expect(hashLicenseKey(typed)).toEqual(hashLicenseKey(key));
});

test("another key has another hash of 32 bytes", () => {
  expect(hashLicenseKey("7F3KQ-0AB1C-DEFGH-JKMNP-QRSTV")).toHaveLength(32);
  expect(hashLicenseKey("7F3KQ-0AB1C-DEFGH-JKMNP-QRSTV")).not.toEqual(hashLicenseKey("7F3KQ-0AB1C-DEFGH-JKMNP-QRSTW"));
});

test("the hint is the last group only", () => {
  expect(licenseKeyHint("7F3KQ-0AB1C-DEFGH-JKMNP-QRSTV")).toBe("QRSTV");
});

test("an encrypted key opens again, and no two encryptions look alike", () => {
  const cipher = createKeyCipher(secret);
  const key = generateLicenseKey();
  const stored = cipher.encrypt(key, licenseId);
  expect(cipher.decrypt(stored, licenseId)).toBe(key);
  expect(createKeyCipher(secret).decrypt(stored, licenseId)).toBe(key);
  expect(cipher.encrypt(key, licenseId)).not.toEqual(stored);
});

test("every single changed byte, a cut and an empty value are refused without naming the key", () => {
  const cipher = createKeyCipher(secret);
  const key = generateLicenseKey();
  const stored = cipher.encrypt(key, licenseId);
  const tampered = Array.from(stored, (_, index) => stored.map((byte, at) => (at === index ? byte ^ 1 : byte)));
  for (const bytes of [...tampered, stored.slice(0, -1), stored.slice(0, 29), new Uint8Array()]) {
    expect(() => cipher.decrypt(bytes, licenseId)).toThrow(/does not open/);
    expect(() => cipher.decrypt(bytes, licenseId)).not.toThrow(new RegExp(key));
  }
});

test("another secret does not open it, nor does another license's row", () => {
  const stored = createKeyCipher(secret).encrypt(generateLicenseKey(), licenseId);
  expect(() => createKeyCipher(`${secret}!`).decrypt(stored, licenseId)).toThrow(/LICENSE_KEY_SECRET/);
  const otherLicense = "0198a000-0000-7000-8000-000000000002";
  expect(() => createKeyCipher(secret).decrypt(stored, otherLicense)).toThrow(/does not open/);
});
