import type { QtyDimension } from "../../client-binding";
import { secondsOf } from "./lease-times";
import type { Refusal } from "./refusal";

/** Clocks of licensed applications run behind by a minute without harm. */
const skewSeconds = 60;
/** A refusal is read at once; its token is no proof of anything later. */
const refusalSeconds = 300;

export type Claims = Record<string, unknown>;

/** The claims of a granted lease; names as in 10Duke's SDKs. */
export function leaseClaims(
  lease: {
    leaseId: string;
    oldLeaseId: string | null;
    productName: string;
    features: string[];
    qty: number;
    qtyDimension: QtyDimension;
    validUntil: Date;
    earliestNextHeartbeat: Date;
  },
  now: Date,
): Claims {
  const { leaseId, oldLeaseId, productName, features, qty, qtyDimension } = lease;
  return {
    ...issuedAt(now),
    exp: secondsOf(lease.validUntil),
    leaseId,
    ...(oldLeaseId !== null && { oldLeaseId }),
    productName,
    features,
    qty,
    qtyDimension,
    hbnbf: secondsOf(lease.earliestNextHeartbeat),
    status: "granted",
  };
}

/** The claims of a refusal: what was asked for, and why not. */
export function refusalClaims(asked: Claims, { errorCode, errorDescription }: Refusal, now: Date): Claims {
  const exp = secondsOf(now) + refusalSeconds;
  return { ...issuedAt(now), exp, ...asked, status: "refused", errorCode, errorDescription };
}

export function issuedAt(now: Date): { iat: number; nbf: number } {
  return { iat: secondsOf(now), nbf: secondsOf(now) - skewSeconds };
}
