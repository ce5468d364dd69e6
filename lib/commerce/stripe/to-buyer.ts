import type { Stripe } from "stripe";
import type { Buyer } from "../subscription";
import { metadataKeys, readMetadata, type Metadata } from "./metadata";

type CustomerReference = string | Stripe.Customer | Stripe.DeletedCustomer | null;
type Details = { name: string | null; email: string | null; business_name: string | null };

/**
 * Who bought. The licensee id of the purchase itself goes before the customer's; `details` is what a buyer without
 * a customer record typed at the checkout.
 */
export function toBuyer(
  reference: CustomerReference,
  purchaseMetadata: Metadata,
  details: Details | null = null,
): Buyer {
  const customer = presentCustomer(reference);
  return {
    providerCustomerId: customerId(reference),
    licenseeId: licenseeOf(purchaseMetadata) ?? licenseeOf(customer?.metadata),
    purchaseIntentId: readMetadata(purchaseMetadata, metadataKeys.purchaseIntentId),
    name: firstText(customer?.name, details?.name),
    email: firstText(customer?.email, details?.email),
    company: firstText(customer?.business_name, details?.business_name),
  };
}

function customerId(reference: CustomerReference): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

function licenseeOf(metadata: Metadata): string | null {
  return readMetadata(metadata, metadataKeys.licenseeId);
}

function presentCustomer(reference: CustomerReference): Stripe.Customer | null {
  return reference === null || typeof reference === "string" || reference.deleted ? null : reference;
}

function firstText(...texts: (string | null | undefined)[]): string | null {
  return texts.find((text) => text?.trim()) ?? null;
}
