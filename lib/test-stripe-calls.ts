import { z } from "zod";

type Params = { [name: string]: Value };
type Value = string | number | boolean | undefined | Params | Value[];

const withId = z.looseObject({ id: z.string() });

export type StripeCalls = ReturnType<typeof talkTo>;

/** Calls Stripe's API as anybody could, without the SDK; throws with the whole answer when it is refused. */
export function talkTo(origin: string) {
  return async (method: "GET" | "POST" | "DELETE", path: string, params: Params = {}) => {
    const form = new URLSearchParams(flatten(params));
    const headers = { authorization: "Bearer sk_test_shop" };
    const address = method === "POST" ? `${origin}${path}` : `${origin}${path}?${form}`;
    const answer = await fetch(new Request(address, { method, headers, ...(method === "POST" && { body: form }) }));
    const json: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`);
    return withId.parse(json);
  };
}

/** Stripe's form encoding: `items[0][price]=…`. */
function flatten(value: Value, name = ""): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== "object") return [[name, String(value)]];
  const entries: [string, Value][] = Array.isArray(value)
    ? value.map((entry, index) => [String(index), entry])
    : Object.entries(value);
  return entries.flatMap(([key, entry]) => flatten(entry, name === "" ? key : `${name}[${key}]`));
}
