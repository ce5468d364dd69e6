import { createPublicKey } from "node:crypto";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTVerifyOptions } from "jose";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { ApiError } from "./api-error";
import { findIdTokenKeys } from "./api-key-store";
import { TokenRefusal } from "./token-refusal";
import { clockToleranceSeconds } from "./verify-scale-jwt";

/** An issuer whose ID tokens count, and where its keys are: registered, or one that people sign in with here. */
type TrustedIssuer = { audiences: string[] } & ({ publicKey: string; keyId: string } | { jwksUrl: string });

/** An identity provider that people sign in to the app with. */
export type SignInIssuer = { provider: string; issuer: string; discoveryUrl: string; audience: string };

export type IdToken = { issuer: string; subject: string };

const deadlineMs = 5000;
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Reads an OpenID Connect ID token: RS256 only, of a trusted issuer and for one of its audiences, not expired. Throws
 * `TokenRefusal`.
 */
export async function verifyIdToken(
  ctx: { db: Db; now: Clock; signInIssuers: readonly SignInIssuer[] },
  token: string,
): Promise<IdToken> {
  const { issuer, keyId } = readNames(token);
  const trusted = await findTrusted(ctx, issuer, keyId);
  for (const each of trusted) {
    const subject = await verify(token, each, { issuer, currentDate: ctx.now() });
    if (subject !== null) return { issuer, subject };
  }
  throw new TokenRefusal("The ID token is not of a trusted issuer, not for a known audience, expired or not genuine");
}

function readNames(token: string): { issuer: string; keyId: string | undefined } {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    if (alg !== "RS256") throw new TokenRefusal("The ID token is not signed with RS256");
    return { issuer: z.string().min(1).max(512).parse(iss), keyId: kid };
  } catch (error) {
    if (error instanceof TokenRefusal) throw error;
    throw new TokenRefusal("The ID token is no JWT with an iss");
  }
}

async function findTrusted(
  ctx: { db: Db; now: Clock; signInIssuers: readonly SignInIssuer[] },
  issuer: string,
  keyId: string | undefined,
): Promise<TrustedIssuer[]> {
  const signIn = ctx.signInIssuers.filter((each) => each.issuer === issuer);
  const [ours, registered] = await Promise.all([
    Promise.all(signIn.map(async (each) => ({ audiences: [each.audience], jwksUrl: await discover(each) }))),
    issuer.includes("\0") ? [] : findIdTokenKeys(ctx.db, issuer),
  ]);
  const valid = registered.filter(({ validUntil }) => validUntil === null || validUntil > ctx.now());
  return [
    ...ours,
    ...valid.flatMap(({ audiences, jwksUrl, publicKey, keyId: registeredId }): TrustedIssuer[] => {
      if (jwksUrl) return [{ audiences, jwksUrl }];
      return publicKey && registeredId === keyId && keyId ? [{ audiences, publicKey, keyId }] : [];
    }),
  ];
}

async function verify(
  token: string,
  trusted: TrustedIssuer,
  { issuer, currentDate }: Required<Pick<JWTVerifyOptions, "currentDate">> & { issuer: string },
): Promise<string | null> {
  const options = {
    algorithms: ["RS256"],
    issuer,
    audience: trusted.audiences,
    requiredClaims: ["exp", "sub"],
    clockTolerance: clockToleranceSeconds,
    currentDate,
  };
  try {
    const { payload } =
      "jwksUrl" in trusted
        ? await jwtVerify(token, keySet(trusted.jwksUrl), options)
        : await jwtVerify(token, createPublicKey(trusted.publicKey), options);
    return z.string().min(1).max(256).parse(payload.sub);
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw unreachable(issuer);
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
    if (error instanceof TypeError) throw unreachable(issuer);
    throw error;
  }
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function keySet(url: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url), { timeoutDuration: deadlineMs });
  keySets.set(url, known);
  return known;
}

const discovered = new Map<string, string>();

async function discover({ issuer, discoveryUrl }: SignInIssuer): Promise<string> {
  const known = discovered.get(discoveryUrl);
  if (known) return known;
  try {
    const answer = await fetch(discoveryUrl, { signal: AbortSignal.timeout(deadlineMs), redirect: "error" });
    const { issuer: named, jwks_uri } = discovery.parse(await answer.json());
    if (named !== issuer) throw new Error(`${discoveryUrl} names another issuer`);
    discovered.set(discoveryUrl, jwks_uri);
    return jwks_uri;
  } catch {
    throw unreachable(issuer);
  }
}

function unreachable(issuer: string): ApiError {
  return new ApiError(503, `The keys of ${issuer} can't be read at this moment`, { "retry-after": "5" });
}
