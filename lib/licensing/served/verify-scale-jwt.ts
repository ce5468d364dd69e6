import { createPublicKey } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { findScaleJwtKey } from "./api-key-store";
import { permits } from "./permits";
import { TokenRefusal } from "./token-refusal";

/** A token that lives longer is refused: a stolen one must soon be worthless. */
const maxLifetimeSeconds = 3600;
export const clockToleranceSeconds = 30;

const claims = z.object({
  sub: z.string().min(1).max(256),
  exp: z.number(),
  permissions: z.array(z.string().max(128)).max(500).default([]),
  lcid: z.uuid().optional(),
});

/** A key that may sign Scale JWTs, and the most that it may permit. */
export type ScaleJwtKey = {
  issuer: string;
  keyId: string;
  publicKey: string;
  permissions: string[];
  validUntil: Date | null;
};

export type ScaleJwt = {
  issuer: string;
  keyId: string;
  subject: string;
  licenseConsumerId: string | null;
  permits(permission: string): boolean;
};

/**
 * Reads a Scale JWT (API authorization): RS256 only, signed with a registered key of its issuer, not expired, no longer
 * alive than an hour. Throws `TokenRefusal`.
 */
export async function verifyScaleJwt(
  ctx: { db: Db; now: Clock; settingsKey: ScaleJwtKey | null },
  token: string,
): Promise<ScaleJwt> {
  const now = ctx.now();
  const { issuer, keyId } = readNames(token);
  const key = await findKey(ctx, { issuer, keyId });
  if (!key || (key.validUntil !== null && key.validUntil <= now)) {
    throw new TokenRefusal("The token's issuer and key id name no registered key that is valid");
  }
  const payload = await verify(token, key, now);
  if (payload.exp * 1000 > now.getTime() + (maxLifetimeSeconds + clockToleranceSeconds) * 1000) {
    throw new TokenRefusal("The token expires later than an hour from now");
  }
  return {
    issuer,
    keyId,
    subject: payload.sub,
    licenseConsumerId: payload.lcid ?? null,
    permits: (permission) => permits(payload.permissions, permission) && permits(key.permissions, permission),
  };
}

function readNames(token: string): { issuer: string; keyId: string } {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    if (alg !== "RS256") throw new TokenRefusal("The token is not signed with RS256");
    return z
      .object({ issuer: z.string().min(1).max(512), keyId: z.string().min(1).max(256) })
      .parse({ issuer: iss, keyId: kid });
  } catch (error) {
    if (error instanceof TokenRefusal) throw error;
    throw new TokenRefusal("The token is no JWT with a kid and an iss");
  }
}

async function findKey(
  { db, settingsKey }: { db: Db; settingsKey: ScaleJwtKey | null },
  named: { issuer: string; keyId: string },
): Promise<ScaleJwtKey | null> {
  if (settingsKey?.issuer === named.issuer && settingsKey.keyId === named.keyId) return settingsKey;
  // PostgreSQL stores no NUL, so no key is registered under a name with one.
  if (`${named.issuer}${named.keyId}`.includes("\0")) return null;
  const row = await findScaleJwtKey(db, named);
  return row?.publicKey ? { ...row, ...named, publicKey: row.publicKey } : null;
}

async function verify(token: string, key: ScaleJwtKey, now: Date): Promise<z.infer<typeof claims>> {
  try {
    const { payload } = await jwtVerify(token, createPublicKey(key.publicKey), {
      algorithms: ["RS256"],
      issuer: key.issuer,
      requiredClaims: ["exp", "sub"],
      clockTolerance: clockToleranceSeconds,
      currentDate: now,
    });
    return claims.parse(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new TokenRefusal("The token has expired");
    if (error instanceof errors.JWTClaimValidationFailed) throw new TokenRefusal(`The token's ${error.claim} is wrong`);
    if (error instanceof z.ZodError) throw new TokenRefusal("The token's claims are not those of a Scale JWT");
    if (error instanceof errors.JOSEError) throw new TokenRefusal("The token's signature does not match");
    throw error;
  }
}
