import type { Actor } from "@/lib/kernel/actor";
import type { ClientBinding, ClientClaims, QtyDimension } from "./client-binding";
import type { LicenseeRecord, LicenseRecord } from "./entities";
import type { License } from "./license";
import type { Page, PageRequest } from "./paging";

/**
 * What licensed applications ask of the embedded engine (10Duke Scale, License Checkout API). One call may ask for
 * several things; the answers come in the order of the questions. A refusal is a signed token too: its claims
 * `status`, `errorCode` and `errorDescription` say why. Outcomes are values; only failures are thrown.
 */
export type LicensingCheckout = {
  /** Takes seats, or sets uses or seconds aside. However many ask at once, never more than the license has. */
  checkout(call: CheckoutCall, items: CheckoutItem[]): Promise<TokensOutcome>;
  /** Renews leases under new ids. One that comes too early changes nothing, for all of the call. */
  heartbeat(call: CheckoutCall, items: HeartbeatItem[]): Promise<HeartbeatOutcome>;
  release(call: CheckoutCall, items: ReleaseItem[]): Promise<ReleaseOutcome>;
  /** As the three above, for metered licenses: never refused for the quantity, and counted. */
  startMeteredUse(call: CheckoutCall, items: CheckoutItem[]): Promise<TokensOutcome>;
  heartbeatMeteredUse(call: CheckoutCall, items: HeartbeatItem[]): Promise<HeartbeatOutcome>;
  endMeteredUse(call: CheckoutCall, items: ReleaseItem[]): Promise<ReleaseOutcome>;

  /** Null from the describe calls: no such caller, or nothing of theirs. */
  describeLicensees(caller: CheckoutCaller, page: DescribedPage): Promise<Page<LicenseeRecord> | null>;
  describeLicenses(caller: CheckoutCaller, asked: AskedLicenses): Promise<Page<LicenseRecord> | null>;
  /** The caller's own running leases, newest first. */
  describeClientBindings(caller: CheckoutCaller, asked: AskedBindings): Promise<ClientBindings | null>;
  /** Running leases of one license that the caller may use, whoever holds them. */
  describeLicenseClientBindings(caller: CheckoutCaller, asked: AskedBindingsOfLicense): Promise<ClientBindings | null>;
  findClientBinding(caller: CheckoutCaller, clientBindingId: number): Promise<ClientBinding | null>;
  /** Features of all licenses that can be used now, by product. */
  describeFeatureFlags(caller: CheckoutCaller, asked: AskedFeatures): Promise<FeatureFlags[] | null>;
  /** The same as a signed token, which lives as long as a lease. */
  describeFeatureFlagsJwt(caller: CheckoutCaller, asked: AskedFeatures): Promise<string | null>;

  /** Forgets leases that ended before this moment; how many. What still counts as used stays counted. */
  forgetLeases(endedBefore: Date): Promise<number>;

  /** The public keys that verify tokens still alive: the active one, those retired lately, and those to come. */
  publicKeys(): Promise<{ keys: PublicSigningKey[] }>;
  /** A new pair of keys, published but not signing yet, so that verifiers learn of it first. */
  generateSigningKey(): Promise<SigningKey>;
  /** Signs from now on; the one before stays published until its last token is over. Null: no such key. */
  activateSigningKey(id: string): Promise<SigningKey | null>;
  /** Unpublishes it at once, so that its tokens no longer verify. The active one can't be deleted. */
  deleteSigningKey(id: string): Promise<"deleted" | "active" | "not_found">;

  /** The engine's own extension: a new key for the license, in the audit. The old one is dead when this answers. */
  rotateLicenseKey(rotation: KeyRotation): Promise<RotateOutcome>;
  /** The engine's own extension: a token to use the license without a network, until `until` at the latest. */
  issueLicenseFile(licenseId: string, until: Date): Promise<LicenseFileOutcome>;
};

/** Who asks: signed in at the identity provider, named by a Scale JWT, or in possession of a license key. */
export type CheckoutCaller =
  | { kind: "identity"; connectedIdentityId: string }
  | { kind: "consumer"; licenseConsumerId: string }
  | { kind: "license_key"; licenseKey: string };

export type CheckoutCall = { caller: CheckoutCaller; claims: ClientClaims; ipAddress: string | null };

export type CheckoutItem = {
  productName: string;
  qtyDimension: QtyDimension;
  /** At least 1. */
  qty: number;
  /** Compared as text with the license's version bounds; the claim `cliVersion` where it is missing. */
  clientVersion?: string | undefined;
  /** Only this license will do. */
  licenseId?: string | undefined;
};

export type HeartbeatItem = {
  leaseId: string;
  /** Uses or seconds: in all since the checkout, or, with `treatAsIncrementalQty`, since the last report. */
  usedQty?: number | undefined;
  treatAsIncrementalQty?: boolean | undefined;
};

/**
 * `finalUsedQty`: uses or seconds in all since the checkout. Where it is missing, what was reported last counts, else
 * all that was set aside; so it does when a lease runs out.
 */
export type ReleaseItem = { leaseId: string; finalUsedQty?: number | undefined };

/** `unknown_caller`: no such license key, consumer or connected identity. */
export type TokensOutcome = { kind: "tokens"; tokens: string[] } | { kind: "unknown_caller" };

export type HeartbeatOutcome = TokensOutcome | { kind: "too_early"; leaseId: string; earliest: Date };

export type ReleaseOutcome = { kind: "results"; results: ReleaseResult[] } | { kind: "unknown_caller" };

export type ReleaseResult = {
  released: boolean;
  releasedLeaseId: string;
  releasedLicenseId: string | null;
  licenseConsumerId: string | null;
  productName: string | null;
  qtyDimension: QtyDimension | null;
  finalUsedQty: number | null;
  /** Seats free, or uses or seconds left; null when not released or metered. */
  remainingQty: number | null;
  errorCode: RefusalCode | null;
  errorDescription: string | null;
};

/** Why a token was refused. 10Duke publishes no list of its codes; these are the engine's own. */
export type RefusalCode =
  | "LICENSE_NOT_FOUND"
  | "LICENSE_NOT_YET_VALID"
  | "LICENSE_EXPIRED"
  | "LICENSE_SUSPENDED"
  | "LICENSE_REVOKED"
  | "VERSION_NOT_ALLOWED"
  | "CLIENT_CLAIM_MISSING"
  | "ASSIGNMENTS_EXHAUSTED"
  | "QUANTITY_EXHAUSTED"
  | "LEASE_NOT_FOUND";

export type DescribedPage = PageRequest<"created" | "modified" | "name">;

export type AskedLicenses = {
  licenseeId?: string | undefined;
  /** Whole, upper and lower case alike. */
  productName?: string | undefined;
  page: PageRequest<"created" | "modified" | "productName" | "validFrom" | "validUntil">;
};

export type AskedBindings = { licenseeId?: string | undefined; page: PageRequest<"created" | "modified"> };

export type AskedBindingsOfLicense = { licenseId: string; page: AskedBindings["page"] };

/** `productName`: whole, upper and lower case alike. */
export type AskedFeatures = { licenseeId?: string | undefined; productName?: string | undefined };

/** At most five for each license; `allIncluded` is false when there are more. */
export type ClientBindings = { bindings: ClientBinding[]; allIncluded: boolean };

export type FeatureFlags = { productName: string; features: string[] };

/** A public RSA key as in RFC 7517. */
export type PublicSigningKey = { kty: "RSA"; kid: string; use: "sig"; alg: "RS256"; n: string; e: string };

export type SigningKey = { id: string; kid: string; active: boolean; created: Date; retired: Date | null };

export type KeyRotation = {
  licenseId: string;
  /** Kept leases go on with the new key, and hold their seats until their end otherwise. */
  leases: "keep" | "drop";
  actor: Actor;
  customerId: string | null;
  /** What it was done in, or why, for the audit. */
  cause: string;
};

/** Show the key to its owner; never log it. */
export type RotateOutcome = { kind: "rotated"; licenseKey: string; license: License } | { kind: "not_found" };

/** `unusable`: suspended, revoked or over, so that no token could be valid. */
export type LicenseFileOutcome =
  | { kind: "issued"; token: string; fileName: string; validUntil: Date }
  | { kind: "unusable"; reason: string }
  | { kind: "not_found" };
