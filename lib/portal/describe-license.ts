import type { Offer } from "@/lib/catalog/offer";
import type { License } from "@/lib/licensing/license";
import { decideLicenseTerm, type TermSubscription } from "./decide-license-term";
import type { OwnedLicense } from "./owned-license";

/** A license with what the catalog and our copy of its subscription say of it. */
export function describeLicense(
  license: License,
  known: { offers: Map<string, Offer>; subscriptions: Map<string, TermSubscription>; now: Date },
): OwnedLicense {
  const { id, productName, displayName, features, qty, state, stateReason, keyHint, references, created } = license;
  const offer = known.offers.get(references.productReference ?? "");
  const subscription = known.subscriptions.get(references.subscriptionReference ?? "") ?? null;
  return {
    id,
    productName,
    productDisplayName: displayName,
    offerName: offer?.displayName ?? null,
    sku: references.productReference,
    seats: qty,
    features,
    state,
    stateReason,
    access: keyHint === null ? "IDENTITY" : "KEY",
    keyHint,
    term: decideLicenseTerm(license, subscription, known.now),
    references,
    issuedAt: created,
  };
}
