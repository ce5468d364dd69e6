import { resolve, type Components, type JsonSchema } from "./json-schema";

/** The least that a body needs, as an example. */
export function sampleOf(given: JsonSchema, components: Components): unknown {
  const schema = resolve(given, components);
  const [option] = schema.anyOf ?? [];
  if (option) return sampleOf(option, components);
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [sampleOf(schema.items, components)];
  if (schema.properties) return sampleObject(schema.properties, schema.required ?? [], components);
  return sampleValue(schema);
}

function sampleObject(properties: Record<string, JsonSchema>, required: string[], components: Components) {
  const shown = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(
    shown.flatMap((name) => {
      const property = properties[name];
      return property && property.default === undefined ? [[name, sampleOf(property, components)]] : [];
    }),
  );
}

function sampleValue({ type, format, minimum }: JsonSchema): unknown {
  if (type === "integer" || type === "number") return Math.max(1, minimum ?? 1);
  if (type === "boolean") return true;
  if (format === "uuid") return "0198a000-0000-7000-8000-000000000001";
  if (format === "date-time") return "2027-01-31T00:00:00Z";
  return format === "email" ? "ada@example.com" : "…";
}
