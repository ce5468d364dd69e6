import type { Claims } from "./lease-token";

/** Signs the claims as they are, with issuer and a fresh id added. */
export type Sign = (claims: Claims) => Promise<string>;

/** Signs with the active key, RS256. */
export type TokenSigner = {
  /** For tokens that live no longer than a lease. The first call of an installation makes the key. */
  current(): Promise<Sign>;
  /** For tokens that live longer: the key stays published until then, whatever becomes of it. */
  until(end: Date): Promise<Sign>;
};
