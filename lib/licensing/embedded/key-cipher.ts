import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { AdapterError } from "@/lib/kernel/errors";

/**
 * Encrypts license keys at rest with AES-256-GCM. Bound to the license's id: a stored key moved to another
 * license's row does not open. Signing keys are kept the same way, under a key of their own.
 */
export type KeyCipher = {
  encrypt(key: string, ownerId: string): Uint8Array<ArrayBuffer>;
  /** Throws `AdapterError` when the secret changed or the stored bytes did. */
  decrypt(stored: Uint8Array, ownerId: string): string;
};

const purposes = {
  license: "usher license keys",
  "signing key": "usher signing keys",
  "activation code": "usher activation codes",
};
type Kept = keyof typeof purposes;

const algorithm = "aes-256-gcm";
const formatVersion = 1;
const ivLength = 12;
const tagLength = 16;
const headerLength = 1 + ivLength + tagLength;

/** Stored form: format version (1 byte), iv (12), tag (16), encrypted key. */
export function createKeyCipher(secret: string, kept: Kept = "license"): KeyCipher {
  const purpose = purposes[kept];
  const derived = Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
  return {
    encrypt(key, ownerId) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, derived, iv, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(ownerId));
      const encrypted = [cipher.update(key, "utf8"), cipher.final()];
      return Uint8Array.from(Buffer.concat([Buffer.of(formatVersion), iv, cipher.getAuthTag(), ...encrypted]));
    },
    decrypt(stored, ownerId) {
      try {
        return open(Buffer.from(stored), derived, ownerId);
      } catch {
        // The cause is left out on purpose: nothing about a key may reach a log.
        throw new AdapterError(
          "licensing",
          `The stored key of ${kept} ${ownerId} does not open: was LICENSE_KEY_SECRET changed, or the row?`,
          { retryable: false },
        );
      }
    },
  };
}

function open(stored: Buffer, derived: Buffer, ownerId: string): string {
  if (stored.length <= headerLength || stored[0] !== formatVersion) throw new Error("Unknown format");
  const iv = stored.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv(algorithm, derived, iv, { authTagLength: tagLength });
  decipher.setAuthTag(stored.subarray(1 + ivLength, headerLength));
  decipher.setAAD(Buffer.from(ownerId));
  return Buffer.concat([decipher.update(stored.subarray(headerLength)), decipher.final()]).toString("utf8");
}
