import { z } from "zod";

/** Form fields as Stripe reads them: everything arrives as text. The messages are codes for `read-params.ts`. */
export const text = z.string().min(1, "empty").max(5000, "too_long");
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, "integer")
  .transform(Number);
export const amount = integer.refine((value) => value >= 0, "not_negative");
export const quantity = integer.refine((value) => value >= 0, "not_negative");
export const flag = z.enum(["true", "false"], "boolean").transform((value) => value === "true");
export const currency = text
  .transform((value) => value.toLowerCase())
  .refine((value) => /^[a-z]{3}$/.test(value), "currency");
export const webAddress = text.refine((value) => URL.canParse(value) && /^https?:/.test(value), "url");
export const email = text.refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), "email");

/** A field that an empty text clears. */
export function clearable<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === "" ? null : value), schema.nullable());
}

/** Text that an empty text clears. */
export const clearableText = clearable(text);

const pairs = z.record(z.string(), z.string());

/** Metadata as sent: an empty text clears all, an empty value clears one key. */
export const metadata = z.preprocess(
  (value) => (value === "" ? null : Array.isArray(value) ? { ...value } : value),
  pairs.nullable(),
);

const addressField = clearableText.optional();
export const address = z.strictObject({
  city: addressField,
  country: addressField,
  line1: addressField,
  line2: addressField,
  postal_code: addressField,
  state: addressField,
});

export const created = z.union([
  integer,
  z.strictObject({ gt: integer.optional(), gte: integer.optional(), lt: integer.optional(), lte: integer.optional() }),
]);

/** What every list takes. */
export const page = {
  limit: integer.refine((value) => value >= 1 && value <= 100, "limit").optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** Parameters that are understood by Stripe, change nothing here and are therefore only checked for their shape. */
export const accepted = z.unknown().optional();
