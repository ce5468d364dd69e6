import type { Tx } from "@/lib/db/client";
import type { License } from "./license";
import type { NewLicense } from "./license-command";
import type { Licensee, LicenseeSetup, UniqueLicenseeField } from "./licensee";

/**
 * The licensing backend in our words: the embedded engine or 10Duke Scale. Failures throw `AdapterError`;
 * "does not exist" is null.
 */
export type LicensingPort = {
  readonly backend: LicensingBackendName;
  /** The same backend, joined to a transaction where it can be (embedded); a remote one returns itself. */
  within(tx: Tx): LicensingPort;

  findLicensee(by: LicenseeLookup): Promise<Licensee | null>;
  /**
   * Creates the licensee with its default container and, for a person, the license consumer with access to it.
   * Idempotent by `externalReference`: an existing one is found, however many callers race.
   */
  setupLicensee(input: LicenseeSetup): Promise<SetupOutcome>;
  /** Changes only what is given. */
  updateLicensee(licenseeId: string, changes: LicenseeChanges): Promise<UpdateOutcome>;
  /**
   * Lets a person who signs in to licensed applications with this identity use a PERSON licensee's licenses: its license
   * consumer gets the identity, or the consumer that has it already gets access. Never takes an identity away.
   */
  connectIdentity(licenseeId: string, connectedIdentityId: string): Promise<ConnectOutcome>;

  /** The licensee's licenses, newest first, revoked ones included: all, or what the page asks for. */
  listLicenses(licenseeId: string, page?: LicensePage): Promise<License[]>;
  findLicenses(licenseIds: string[]): Promise<License[]>;
  /** Licenses carrying the reference; the look-up that makes remote issuing safe to repeat. */
  findLicensesByReference(
    licenseeId: string,
    reference: { subscriptionReference: string } | { orderReference: string },
  ): Promise<License[]>;
  /** With `replaces`, a key-based license takes over the key of that one, of the same licensee, where the backend can. */
  issueLicense(license: NewLicense): Promise<License>;
  /** Sets, never adds. The embedded engine keeps license and key; others may answer with a new license. */
  setQuantity(licenseId: string, qty: number): Promise<License>;
  setValidity(licenseId: string, validUntil: Date | null): Promise<License>;
  suspendLicense(licenseId: string, reason: string): Promise<License>;
  /** Valid again, same key. A revoked license stays revoked and is returned as it is. */
  restoreLicense(licenseId: string): Promise<License>;
  /** Terminal, but for `reinstateLicense`. */
  revokeLicense(licenseId: string, reason: string, now: Date): Promise<License>;
  /**
   * Takes a revocation back, for the one case that what caused it proved void (docs/decisions/0040): valid until what
   * is given, same license, same key. One that is not revoked is returned as it is.
   */
  reinstateLicense(licenseId: string, validUntil: Date | null): Promise<License>;
  /**
   * To be called at the end of a run that decides about a purchase: ends what broken-off runs issued for it and nobody
   * kept, `readServing` saying what is kept, and finishes what they left half done. Nothing to do where effects are rolled back.
   */
  settlePurchase(purchase: string, readServing: () => Promise<readonly string[]>): Promise<void>;
  /** The whole key, for its owner's eyes; null when the license has none. Never log the answer. */
  revealLicenseKey(licenseId: string): Promise<string | null>;
};

/** So many licenses at most, after the first so many. */
export type LicensePage = { offset: number; limit: number };

export type LicensingBackendName = "embedded" | "scale";

export type LicenseeLookup =
  { licenseeId: string } | { naturalId: string } | { externalReference: string } | { email: string };

export type LicenseeChanges = {
  name?: string;
  displayName?: string | null;
  email?: string | null;
  naturalId?: string;
};

export type SetupOutcome =
  | { kind: "created"; licensee: Licensee }
  | { kind: "found"; licensee: Licensee }
  | { kind: "conflict"; field: UniqueLicenseeField };

/** `belongs_to_other`: the person's consumer has another identity. `not_found`: no such licensee, or no person. */
export type ConnectOutcome = { kind: "connected" | "belongs_to_other" | "not_found" };

export type UpdateOutcome =
  { kind: "updated"; licensee: Licensee } | { kind: "conflict"; field: UniqueLicenseeField } | { kind: "not_found" };
