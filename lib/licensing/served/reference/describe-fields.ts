import type { ApiField, ApiObject } from "../../api-reference";
import { describeLimits, describeType } from "./describe-type";
import { resolve, type Components, type JsonSchema } from "./json-schema";

/** The fields of an object. */
export function describeFields(given: JsonSchema, components: Components): ApiField[] {
  const { properties = {}, required = [] } = resolve(given, components);
  return Object.entries(properties).map(([name, schema]) =>
    describeField({ name, place: null, required: required.includes(name), schema }, components),
  );
}

export function describeField(
  { name, place, required, schema }: Pick<ApiField, "name" | "place" | "required"> & { schema: JsonSchema },
  components: Components,
): ApiField {
  const { words: type, object } = describeType(schema, components);
  const inner = schema.anyOf?.map((option) => resolve(option, components).description).find(Boolean);
  const note = schema.description ?? (object === null ? (resolve(schema, components).description ?? inner) : undefined);
  return { name, place, required, type, object, limits: describeLimits(schema, components), note: note ?? null };
}

/** The objects that answers hold, with those within them. */
export function describeObjects(names: readonly string[], components: Components): ApiObject[] {
  const seen = new Map<string, ApiObject>();
  const waiting = [...names];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const schema = components[name];
    if (!schema || seen.has(name)) continue;
    const fields = describeFields(schema, components);
    seen.set(name, { name, note: schema.description ?? null, fields });
    waiting.push(...fields.flatMap(({ object }) => object ?? []));
  }
  return [...seen.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
