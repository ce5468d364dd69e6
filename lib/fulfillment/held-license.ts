import type { License } from "@/lib/licensing/license";

/** The license that serves a purchased line now, with the terms that line was sold under. */
export type HeldLicense = LineTerms & { license: License };

export type LineTerms = {
  /** The provider's id of the subscription item or order line. */
  line: string;
  sku: string;
  providerPriceId: string;
  seatsPerUnit: number;
  /** The end that was sold; null: none. */
  validUntil: Date | null;
  /** When fulfillment itself revoked the license; null while it has not, and when somebody else did. */
  endedAt: Date | null;
  /** Since when fulfillment itself keeps the license suspended; null while it does not. */
  suspendedAt: Date | null;
};
