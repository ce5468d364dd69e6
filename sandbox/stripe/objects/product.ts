import { newId } from "../ids";
import type { Metadata, Product } from "../wire";

export interface NewProduct {
  id?: string | undefined;
  name: string;
  active?: boolean | undefined;
  description?: string | null | undefined;
  images?: string[] | undefined;
  marketingFeatures?: { name: string }[] | undefined;
  metadata?: Metadata | undefined;
  shippable?: boolean | undefined;
  statementDescriptor?: string | undefined;
  taxCode?: string | undefined;
  type?: "good" | "service" | undefined;
  unitLabel?: string | null | undefined;
  url?: string | null | undefined;
}

/** A product as Stripe shows one that was just made. */
export function product(input: NewProduct, now: number): Product {
  return {
    id: input.id ?? newId("prod", 14),
    object: "product",
    active: input.active ?? true,
    created: now,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: input.marketingFeatures ?? [],
    metadata: input.metadata ?? {},
    name: input.name,
    package_dimensions: null,
    shippable: input.shippable ?? null,
    statement_descriptor: input.statementDescriptor ?? null,
    tax_code: input.taxCode ?? null,
    tax_details: null,
    type: input.type ?? "service",
    unit_label: input.unitLabel ?? null,
    updated: now,
    url: input.url ?? null,
  };
}
