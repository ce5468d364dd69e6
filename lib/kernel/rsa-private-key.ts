import { createPrivateKey } from "node:crypto";

const minModulusBits = 2048;

/** Whether the text is an RSA private key of at least 2048 bits in PEM, without a passphrase. */
export function isRsaPrivateKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= minModulusBits;
  } catch {
    return false;
  }
}
