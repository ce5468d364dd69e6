/** The right to use a product with a quantity of seats. */
export type License = {
  id: string;
  licenseeId: string;
  productName: string;
  displayName: string;
  /** Seats. */
  qty: number;
  features: string[];
  state: LicenseState;
  /** Why it is suspended or revoked; null while valid. */
  stateReason: string | null;
  /**
   * Revoked through Usher, where no transaction can take that back: only of a backend in another system. Whoever asked
   * for it may not have got as far as noting so.
   */
  isRevokedHere?: boolean;
  validFrom: Date;
  /** Null: no end. */
  validUntil: Date | null;
  /** The last characters of the key of a key-based license; null: signed-in use. The key itself is asked for separately. */
  keyHint: string | null;
  references: LicenseReferences;
  created: Date;
};

/** Suspended can be restored, with the same key; revoked is the end. */
export type LicenseState = "valid" | "suspended" | "revoked";

/** The selling system's ids, as in 10Duke Scale ("Connect your business systems"). */
export type LicenseReferences = {
  contractReference: string | null;
  orderReference: string | null;
  subscriptionReference: string | null;
  productReference: string | null;
};

/** Whether the license can be used at this moment. */
export function isUsable(license: Pick<License, "state" | "validFrom" | "validUntil">, now: Date): boolean {
  if (license.state !== "valid" || license.validFrom > now) return false;
  return license.validUntil === null || license.validUntil > now;
}
