import { z } from "zod";

/** A name or value of at most so many characters; no database stores NUL. */
export const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => !value.includes("\0"), { error: "must not hold a NUL character" });

export const uuid = z.uuid();
export const name = text(256);
export const reference = text(256);
export const description = text(4000);
export const emailAddress = z.email().max(254);

/** On the wire a value may be absent or null; both are the same to a reader, and null clears it for a writer. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish();

/** What a reader of a response gets: null and absent are both possible. */
export const maybeText = z.string().nullish();

/** An enumeration that may grow: a client must tolerate values added later (Managing API versions). */
export const openEnum = (values: readonly string[]) => z.union([z.enum(values), z.string()]);

/** A moment, or a day: as a beginning its first instant in UTC. */
export const beginning = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) => new Date(value))
  .meta({ id: "Beginning", description: "A date-time, or a date: the beginning of that day in UTC." });

const dayMs = 24 * 60 * 60 * 1000;

/** A moment, or the last day on which something is valid, that day included (Edit and move licenses). */
export const ending = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) => new Date(Date.parse(value) + (value.includes("T") ? 0 : dayMs)))
  .meta({ id: "Ending", description: "A date-time, or a date: the last day of validity in UTC, included." });

/** What every stored thing has. */
export const stored = {
  id: z.string(),
  created: z.string().nullish().meta({ format: "date-time" }),
  modified: z.string().nullish().meta({ format: "date-time" }),
};

/** What a client that reads, changes and writes a whole object sends back unchanged; it is not written. */
export const readOnly = {
  id: uuid.optional(),
  displayLabel: z.string().max(1000).nullish(),
  created: z.string().max(64).nullish(),
  modified: z.string().max(64).nullish(),
};

/** A list as it is served: a bare array. A client takes an object that wraps one, too: the envelope is not published. */
export const listOf = <T extends z.ZodType>(item: T) => z.preprocess(unwrapped, z.array(item));

function unwrapped(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.values(body).find((value) => Array.isArray(value)) ?? body;
}
