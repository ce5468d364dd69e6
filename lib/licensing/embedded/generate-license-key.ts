import { randomBytes } from "node:crypto";
import { keyAlphabet } from "./license-key";

const groups = 5;
const groupLength = 5;

/** A new random key of 125 bits, e.g. `7F3KQ-…` in five groups: within the 16–64 characters that 10Duke's SDKs accept. */
export function generateLicenseKey(): string {
  // 32 characters divide a byte's 256 values evenly: no bias.
  const letters = Array.from(randomBytes(groups * groupLength), (byte) => keyAlphabet.charAt(byte % 32));
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(""),
  ).join("-");
}
