import { randomUUID } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import { ensureActiveKey, type KeyRing } from "./signing-keys";
import { keepPublished } from "./signing-key-store";
import type { Sign, TokenSigner } from "./token-signer";

/** So long a process goes on with the key it knows before it asks whether another one is active. */
const freshMs = 5000;

type Known = { kid: string; privateKey: CryptoKey; readAt: number };

/** Opens the private key once, and again when another one was activated. */
export function createTokenSigner(ring: KeyRing, issuer: string): TokenSigner {
  let known: Promise<Known> | null = null;
  const read = async (before: Known | null): Promise<Known> => {
    const { id: kid, privateKeyEncrypted } = await ensureActiveKey(ring);
    const readAt = ring.now().getTime();
    if (before?.kid === kid) return { ...before, readAt };
    return { kid, privateKey: await importPKCS8(ring.cipher.decrypt(privateKeyEncrypted, kid), "RS256"), readAt };
  };
  const active = async (): Promise<Known> => {
    const before = known && (await known);
    if (before && ring.now().getTime() - before.readAt < freshMs) return before;
    known = read(before).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return await known;
  };
  return {
    current: async () => signWith(await active(), issuer),
    until: async (end) => {
      const key = await read(null);
      if (!(await keepPublished(ring.db, key.kid, end)))
        throw new Error(`Signing key ${key.kid} was deleted meanwhile`);
      return signWith(key, issuer);
    },
  };
}

function signWith({ kid, privateKey }: Known, issuer: string): Sign {
  return (claims) =>
    new SignJWT({ iss: issuer, jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: "RS256", kid, typ: "JWT" })
      .sign(privateKey);
}
