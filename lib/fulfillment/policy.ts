import { defaultGraceDays } from "@/lib/catalog/default-grace-days";
import type { Offer } from "@/lib/catalog/offer";

/** What the vendor wants where the provider leaves it open (design, section 6); an offer can override. */
export type Policy = {
  /** How long a past-due subscription stays licensed. */
  graceDays: number;
  /** A part of the price was paid back. */
  partialRefund: NonNullable<Offer["partialRefund"]>;
  /** The payer's bank asks for the money back, and nothing is decided yet. */
  dispute: NonNullable<Offer["dispute"]>;
};

export const defaultPolicy: Policy = {
  graceDays: defaultGraceDays,
  partialRefund: "KEEP_AND_FLAG",
  dispute: "SUSPEND",
};

/** The policy for what is sold as this offer; the defaults alone where a price is foreign to the catalog. */
export function policyOf(offer: Offer | null, defaults: Policy): Policy {
  return {
    graceDays: offer?.graceDays ?? defaults.graceDays,
    partialRefund: offer?.partialRefund ?? defaults.partialRefund,
    dispute: offer?.dispute ?? defaults.dispute,
  };
}
