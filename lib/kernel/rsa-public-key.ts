import { createPublicKey } from "node:crypto";

const minModulusBits = 2048;

/** What is wrong with a text that should be an RSA public key in PEM, as a sentence; null: nothing. */
export function findRsaKeyProblem(pem: string): string | null {
  if (pem.includes("PRIVATE KEY"))
    return "This is a private key, which must never leave its owner: give the public one";
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    if (asymmetricKeyType !== "rsa") return "The key is not an RSA key";
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    return bits < minModulusBits ? `The key has ${bits} bits: RSA keys have at least ${minModulusBits}` : null;
  } catch {
    return "The key is not readable as PEM (-----BEGIN PUBLIC KEY-----)";
  }
}
