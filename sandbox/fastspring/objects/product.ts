import type { Product } from "../records";

export function productObject({ id, display, type, currency, price, interval, intervalLength, trial, parts }: Product) {
  return {
    product: id,
    parent: null,
    display: { en: display },
    type,
    sku: null,
    image: null,
    format: "digital",
    taxcode: "DC020500",
    fulfillments: {},
    pricing: {
      trial,
      interval,
      intervalLength: interval === null ? null : intervalLength,
      intervalCount: null,
      quantityBehavior: "allow",
      quantityDefault: 1,
      price: { [currency]: price },
    },
    ...(type === "bundle" && { bundle: { items: parts } }),
  };
}
