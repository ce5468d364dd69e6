import { refName, resolve, type Components, type JsonSchema } from "./json-schema";

/** A value's type in words; `object` names the one that it is, or is a list of. */
export type TypeInWords = { words: string; object: string | null };

/** Null is left out: on the wire it means the same as absent. */
export function describeType(schema: JsonSchema, components: Components): TypeInWords {
  const name = refName(schema);
  const resolved = resolve(schema, components);
  if (name !== null && resolved.properties) return { words: name, object: name };
  if (resolved.anyOf) return describeAny(resolved.anyOf, components);
  if (resolved.items) {
    const of = describeType(resolved.items, components);
    return { words: `${of.words}[]`, object: of.object };
  }
  return { words: wordsOf(resolved), object: null };
}

function describeAny(options: JsonSchema[], components: Components): TypeInWords {
  const described = options.filter(({ type }) => type !== "null").map((option) => describeType(option, components));
  const open =
    options.some((option) => option.enum) && options.some(({ type, enum: values }) => type === "string" && !values);
  const words = described.map((one) => one.words).filter((word) => !(open && word === "string"));
  const object = described.find((one) => one.object !== null)?.object ?? null;
  return { words: [...new Set(words)].join(" or ") + (open ? " …" : ""), object };
}

function wordsOf({ type, format, enum: values, const: only }: JsonSchema): string {
  if (values) return values.map(String).join(" | ");
  if (only !== undefined) return JSON.stringify(only);
  return format ?? [type].flat().find((one) => one !== undefined && one !== "null") ?? "any";
}

/** The limits in words, e.g. `at most 256 characters`; null: none worth telling. */
export function describeLimits(given: JsonSchema, components: Components): string | null {
  const outer = resolve(given, components);
  const schema = { ...outer.anyOf?.find(({ type }) => type !== "null"), ...outer };
  const limits = [
    tell(near(schema.minimum), (minimum) => `from ${minimum}`),
    tell(near(schema.maximum), (maximum) => `to ${maximum}`),
    tell(schema.maxLength, (length) => `at most ${length} characters`),
    tell(schema.maxItems, (items) => `at most ${items}`),
    tell(schema.default, (value) => `by default ${JSON.stringify(value)}`),
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? null : limits.join(", ");
}

const tell = <T>(limit: T | undefined, words: (limit: T) => string) => (limit === undefined ? null : words(limit));

/** Not the ends of the integers themselves. */
const near = (limit: number | undefined) =>
  limit === undefined || Math.abs(limit) >= 2_147_483_647 ? undefined : limit;
