import type { Offer } from "@/lib/catalog/offer";
import { addDays } from "@/lib/kernel/add-days";
import type { NewLicense } from "@/lib/licensing/license-command";
import type { PurchasedLine, Truth } from "./truth";

/** The license that a purchased line of this offer asks for. References: docs/decisions/0010. */
export function decideNewLicense(input: {
  now: Date;
  licenseeId: string;
  truth: Truth;
  line: PurchasedLine;
  offer: Offer;
  replaces?: string;
}): NewLicense {
  const { now, licenseeId, truth, line, offer, replaces } = input;
  const begun = truth.kind === "subscription" ? truth.subscription.startedAt : truth.order.placedAt;
  return {
    licenseeId,
    productName: offer.product.productName,
    displayName: offer.product.displayName,
    features: offer.product.features,
    // Of no seats at all there is no license; one that is issued for its key alone is suspended.
    qty: Math.max(1, line.quantity) * offer.seatsPerUnit,
    access: offer.access,
    validFrom: begun < now ? begun : now,
    validUntil: endOf(truth, offer, begun),
    ...(replaces !== undefined && { replaces }),
    references: {
      contractReference: truth.kind === "subscription" ? truth.subscription.id : truth.order.id,
      orderReference: truth.kind === "order" ? truth.order.id : null,
      subscriptionReference: truth.kind === "subscription" ? truth.subscription.id : null,
      productReference: offer.sku,
    },
  };
}

function endOf(truth: Truth, { termDays, untilPeriodEnd }: Offer, begun: Date): Date | null {
  if (truth.kind === "subscription" && untilPeriodEnd) return truth.subscription.currentPeriodEnd;
  return termDays === null ? null : addDays(begun, termDays);
}
