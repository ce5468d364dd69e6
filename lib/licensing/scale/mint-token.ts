import { createPrivateKey, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";

export type ScaleCredentials = {
  /** As registered with the key in 10Duke Scale (SETTINGS > API Keys). */
  issuer: string;
  keyId: string;
  /** PEM, RSA. */
  privateKey: string;
};

/** Longer than any call takes, clocks that differ by some seconds included. */
const lifeSeconds = 120;
const skewSeconds = 10;

/** Makes a Scale JWT (RS256) for one call each time; a stolen one is worth nothing within two minutes. */
export function createTokenMint({ issuer, keyId, privateKey }: ScaleCredentials, now: Clock): () => Promise<string> {
  let key: KeyObject | undefined;
  return () => {
    key ??= createPrivateKey(privateKey);
    const seconds = Math.floor(now().getTime() / 1000);
    // The public SDKs ask for all permissions too; a key's own limits count in 10Duke Scale.
    return new SignJWT({ permissions: ["*.*"] })
      .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" })
      .setIssuer(issuer)
      .setSubject("usher")
      .setJti(newId())
      .setIssuedAt(seconds - skewSeconds)
      .setExpirationTime(seconds + lifeSeconds)
      .sign(key);
  };
}
