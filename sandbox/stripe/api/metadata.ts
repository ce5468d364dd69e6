import { invalidRequest } from "../stripe-error";
import type { Metadata } from "../wire";

const mostKeys = 50;
const longestKey = 40;
const longestValue = 500;

/** Merges as Stripe does: given keys are set, an empty value removes its key, `null` removes all, absent changes nothing. */
export function mergeMetadata(present: Metadata, update: Metadata | null | undefined, param = "metadata"): Metadata {
  if (update === undefined) return present;
  if (update === null) return {};
  const merged = { ...present };
  for (const [key, value] of Object.entries(update)) {
    checkPair(key, value, param);
    if (value === "") delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > mostKeys) {
    throw invalidRequest(`You can only specify up to ${mostKeys} metadata keys.`, { param });
  }
  return merged;
}

function checkPair(key: string, value: string, param: string): void {
  if (key.length > longestKey) {
    throw invalidRequest(
      `Metadata keys can have up to ${longestKey} characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
      { code: "parameter_invalid_string", param: `${param}[${key}]` },
    );
  }
  if (value.length > longestValue) {
    throw invalidRequest(
      `Metadata values can have up to ${longestValue} characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      { code: "parameter_invalid_string", param: `${param}[${key}]` },
    );
  }
}
