import { newId } from "../ids";
import type { Address, Customer, Metadata } from "../wire";

export interface NewCustomer {
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  description?: string | null;
  address?: Address | null;
  shipping?: Customer["shipping"];
  metadata?: Metadata;
  preferredLocales?: string[];
  taxExempt?: "exempt" | "none" | "reverse";
  testClock?: string | null;
}

/** A customer as Stripe shows one that was just made. */
export function customer(input: NewCustomer, now: number): Customer {
  return {
    id: newId("cus", 14),
    object: "customer",
    address: input.address ?? null,
    balance: 0,
    created: now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email ?? null,
    invoice_prefix: newId("x", 8).slice(2).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: input.preferredLocales ?? [],
    shipping: input.shipping ?? null,
    tax_exempt: input.taxExempt ?? "none",
    test_clock: input.testClock ?? null,
  };
}

/** An address with every field there, as Stripe answers it. */
export function fullAddress(address: Partial<Address> | null | undefined): Address | null {
  if (!address) return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address;
  return { city, country, line1, line2, postal_code, state };
}
