import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { CheckoutCaller } from "../checkout";
import type { Access, Permission } from "../wire/operation";
import { ApiError, badRequest, RefusedProof } from "./api-error";
import type { Caller } from "./caller";
import { TokenRefusal } from "./token-refusal";
import { usePermission } from "./use-permission";
import { verifyIdToken, type SignInIssuer } from "./verify-id-token";
import { verifyScaleJwt, type ScaleJwt, type ScaleJwtKey } from "./verify-scale-jwt";
import { uuid } from "../wire/fields";

const maxTokenLength = 8192;

export type Trust = {
  db: Db;
  now: Clock;
  settingsKey: ScaleJwtKey | null;
  signInIssuers: readonly SignInIssuer[];
  /** The connected identity of a person who signs in with one of `signInIssuers`; null when nobody here does. */
  findIdentity(provider: string, issuer: string, subject: string): Promise<string | null>;
};

/** Who calls and whether they may; refuses with 401 what proves nothing and with 403 what is not permitted. */
export async function authorize(
  trust: Trust,
  access: Access,
  request: { headers: Headers; licenseKey: string | null },
): Promise<Caller> {
  switch (access) {
    case "public":
      return { kind: "anybody" };
    case "license key": {
      const licenseKey = request.licenseKey ?? "";
      return { kind: "license_key", licenseKey, consumer: { kind: "license_key", licenseKey } };
    }
    case "consumer":
      return orRefused(() => authorizeConsumer(trust, request.headers));
    default:
      return orRefused(() => authorizeSystem(trust, access, request.headers));
  }
}

async function orRefused(authorized: () => Promise<Caller>): Promise<Caller> {
  try {
    return await authorized();
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    throw new RefusedProof(401, error.message, { headers: { "www-authenticate": "ScaleJwt" } });
  }
}

async function authorizeSystem(trust: Trust, permission: Permission, headers: Headers): Promise<Caller> {
  const { scheme, token } = credentials(headers);
  if (scheme !== "scalejwt") throw new TokenRefusal("This call needs `Authorization: ScaleJwt …`");
  const jwt = await verifyScaleJwt(trust, token);
  requirePermission(jwt, permission);
  return callerOf(jwt, consumerNamed(jwt, null));
}

async function authorizeConsumer(trust: Trust, headers: Headers): Promise<Caller> {
  const { scheme, token } = credentials(headers);
  if (scheme === "bearer") return await authorizePerson(trust, token);
  if (scheme !== "scalejwt") throw new TokenRefusal("This call needs `Authorization: ScaleJwt …` or `Bearer …`");
  const jwt = await verifyScaleJwt(trust, token);
  requirePermission(jwt, usePermission);
  return callerOf(jwt, consumerNamed(jwt, headers.get("licenseConsumerId")));
}

async function authorizePerson(trust: Trust, token: string): Promise<Caller> {
  const { issuer, subject } = await verifyIdToken(trust, token);
  const signIn = trust.signInIssuers.find((each) => each.issuer === issuer);
  const identity = signIn ? await trust.findIdentity(signIn.provider, issuer, subject) : null;
  const connectedIdentityId = identity ?? subject;
  return { kind: "id_token", issuer, subject, consumer: { kind: "identity", connectedIdentityId } };
}

function credentials(headers: Headers): { scheme: string; token: string } {
  const given = headers.get("authorization") ?? "";
  const space = given.indexOf(" ");
  if (given === "") throw new TokenRefusal("The Authorization header is missing");
  if (space === -1 || given.length > maxTokenLength) throw new TokenRefusal("The Authorization header holds no token");
  return { scheme: given.slice(0, space).toLowerCase(), token: given.slice(space + 1).trim() };
}

function requirePermission(jwt: ScaleJwt, permission: string): void {
  if (!jwt.permits(permission)) throw new RefusedProof(403, `The token or its key does not permit ${permission}`);
}

/** `lcid`, else the header, else the subject as a connected identity (API authorization). */
function consumerNamed(jwt: ScaleJwt, header: string | null): CheckoutCaller {
  if (header !== null && !uuid.safeParse(header).success) throw badRequest("licenseConsumerId is no UUID");
  if (header !== null && jwt.licenseConsumerId !== null && header !== jwt.licenseConsumerId) {
    throw new ApiError(403, "The header licenseConsumerId names another consumer than the token");
  }
  const licenseConsumerId = jwt.licenseConsumerId ?? header;
  if (licenseConsumerId !== null) return { kind: "consumer", licenseConsumerId };
  return { kind: "identity", connectedIdentityId: jwt.subject };
}

function callerOf(jwt: ScaleJwt, consumer: CheckoutCaller): Caller {
  return { kind: "scale_jwt", issuer: jwt.issuer, keyId: jwt.keyId, subject: jwt.subject, consumer };
}
