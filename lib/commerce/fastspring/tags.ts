import { z } from "zod";

/** Keys of our order tags; the first two are 10Duke's own ("Connect to FastSpring"). */
export const tagKeys = {
  licenseeId: "tendukeLicenseeId",
  licenseeType: "tendukeLicenseeType",
  customerId: "usherCustomerId",
  purchaseIntentId: "usherPurchaseIntentId",
} as const;

export type Tags = Readonly<Record<string, string>>;

const tags = z.record(z.string(), z.unknown());
const simple = z.union([z.string(), z.number(), z.boolean()]);

/**
 * Order tags come as an object, as the same in JSON text, or as `key=value` pairs separated by commas; anything else is
 * no tags. Values may be whole objects and lists ("Pass and Capture Custom Order Tags"): none of ours is.
 */
export function readTags(raw: unknown): Tags {
  const parsed = tags.safeParse(typeof raw === "string" ? fromText(raw) : raw);
  if (!parsed.success) return {};
  const textOf = (value: unknown) => String(simple.safeParse(value).data ?? "").trim();
  const entries = Object.entries(parsed.data).map(([key, value]) => [key, textOf(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(text.split(",").map((pair) => splitPair(pair)));
  }
}

function splitPair(pair: string): [string, string] {
  const [key = "", ...value] = pair.split("=");
  return [key.trim(), value.join("=")];
}

/** The customer type that the vendor's page named ("tendukeLicenseeType"); null when it named none that exists. */
export function readLicenseeType(tags: Tags): "PERSON" | "ORGANIZATION" | null {
  switch (tags[tagKeys.licenseeType]?.toUpperCase()) {
    case "PERSONAL":
    case "PERSON":
      return "PERSON";
    case "ORGANIZATION":
      return "ORGANIZATION";
    default:
      return null;
  }
}
