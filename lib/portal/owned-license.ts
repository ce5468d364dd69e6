import type { LicenseState } from "@/lib/licensing/license";

/** A license as its owner sees it, with the purchase it rests on. */
export type OwnedLicense = {
  id: string;
  productName: string;
  productDisplayName: string;
  offerName: string | null;
  sku: string | null;
  seats: number;
  features: string[];
  state: LicenseState;
  stateReason: string | null;
  access: "IDENTITY" | "KEY";
  /** The last characters of the key; null for signed-in use. The whole key: `revealLicenseKey`. */
  keyHint: string | null;
  term: LicenseTerm;
  references: {
    contractReference: string | null;
    orderReference: string | null;
    subscriptionReference: string | null;
    productReference: string | null;
  };
  issuedAt: Date;
};

/** How long it holds, as a person would say it. */
export type LicenseTerm =
  /** Renewed at that date if nothing is done; null when the provider gave none. */
  | { kind: "renews"; on: Date | null }
  /** Canceled: it works until then. */
  | { kind: "ends"; on: Date }
  /** A trial that turns into a paid period at that date. */
  | { kind: "trial"; until: Date }
  /** The last payment failed; null: no end is set yet. */
  | { kind: "payment_due"; since: Date | null }
  /** Suspended, so nothing is promised. */
  | { kind: "on_hold" }
  | { kind: "valid_until"; on: Date }
  | { kind: "perpetual" }
  | { kind: "ended"; on: Date | null };
