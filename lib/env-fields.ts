import { z } from "zod";

// What settings are made of: a blank value is a missing one.

export const blankIsMissing = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
export const optional = z.preprocess(blankIsMissing, z.string().trim().optional());
export const secret = (minimum: number, hint: string) =>
  z.preprocess(
    blankIsMissing,
    z
      .string({ error: `is missing: ${hint}` })
      .trim()
      .min(minimum, `is too short: at least ${minimum} characters; ${hint}`),
  );
/** Not needed, but never weak. */
export const optionalSecret = (minimum: number, hint: string) =>
  z.preprocess(
    blankIsMissing,
    z.string().trim().min(minimum, `is too short: at least ${minimum} characters; ${hint}`).optional(),
  );
export const address = (hint: string) =>
  z.preprocess(
    blankIsMissing,
    z.url({ error: `is missing or not an address: ${hint}` }).transform((url) => noSlash(url)),
  );

export const noSlash = (url: string) => url.replace(/\/+$/, "");
export const pem = optional.transform((text) => text?.replaceAll(String.raw`\n`, "\n"));
/** Several, separated by commas: secrets while they are being rolled (none disables the webhook address), client ids. */
export const several = z.preprocess(
  blankIsMissing,
  z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
);
