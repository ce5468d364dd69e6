import type { LicenseReferences } from "./license";

/** What can be done to licenses. Decided in one place, executed by whichever backend is configured. */
export type LicenseCommand =
  /** `suspendFor`: it exists, and for this reason it can't be used yet. */
  | { kind: "issue"; line: string; license: NewLicense; suspendFor?: string }
  | { kind: "set_quantity"; line: string; licenseId: string; qty: number }
  | { kind: "set_validity"; line: string; licenseId: string; validUntil: Date | null }
  | { kind: "suspend"; line: string; licenseId: string; reason: string }
  | { kind: "restore"; line: string; licenseId: string }
  | { kind: "revoke"; line: string; licenseId: string; reason: string }
  | { kind: "reinstate"; line: string; licenseId: string; validUntil: Date | null };

export type NewLicense = {
  licenseeId: string;
  productName: string;
  displayName: string;
  features: string[];
  /** Seats. */
  qty: number;
  /** KEY makes a license key; IDENTITY is used by signed-in consumers with access to the container. */
  access: "IDENTITY" | "KEY";
  validFrom: Date;
  validUntil: Date | null;
  references: LicenseReferences;
  /** The license whose key this one takes over, where the backend can; that one is revoked next. */
  replaces?: string;
  /** The line of a purchase that it serves: where effects outlive a broken-off run, the next run goes on with them. */
  issuedFor?: { purchase: string; line: string };
};
