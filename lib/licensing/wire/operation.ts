import { z } from "zod";

/** Where an operation comes from: a page of the 10Duke Scale documentation, its public SDK, or our own reading. */
export type Mark = `documented: ${string}` | "SDK" | `inferred${string}`;

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What a Scale JWT must permit; named after the entities, since the documented names could not be read. */
export type Permission = `${Resource}.${"read" | "write"}`;

type Resource =
  | "Licensee"
  | "LicenseContainer"
  | "LicenseConsumer"
  | "License"
  | "Product"
  | "LicenseModel"
  | "ActivationCode"
  | "LicensingSigningKey";

/** `consumer`: a Scale JWT or ID token that stands for a license consumer. `license key`: the key in the address. */
export type Access = Permission | "consumer" | "license key" | "public";

/** What goes in and out of an operation. Requests are strict, responses tolerate what is added later. */
export type Shape<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  O extends string = string,
> = {
  summary: string;
  access: Access;
  params: P;
  query: Q;
  body: B;
  response: R;
  /** 204 answers nothing. */
  status: 200 | 201 | 204;
  /** Lists are paged by request headers; these are the fields that `order-by` may name, the default first. */
  orderBy: readonly [O, ...O[]] | null;
  /** Whether the client describes itself in `cli…` headers. */
  takesClientClaims: boolean;
};

export type Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  O extends string = string,
> = Shape<P, Q, B, R, O> & { method: Method; path: `/${string}`; mark: Mark };

export const none = z.strictObject({});
const nothing = z.void();
type None = typeof none;
type Nothing = typeof nothing;

/** The shape of an operation, with what it does not take filled in. */
export function shape<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = Nothing,
  const O extends string = never,
>(parts: Pick<Shape, "summary" | "access"> & Partial<Shape<P, Q, B, R, O>>): Shape<P, Q, B, R, O>;
export function shape(parts: Pick<Shape, "summary" | "access"> & Partial<Shape>): Shape {
  const empty = { params: none, query: none, body: nothing, response: nothing };
  const status = parts.response ? 200 : 204;
  return { ...empty, status, orderBy: null, takesClientClaims: false, ...parts };
}

/** Puts a shape at its address. */
export function at<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  O extends string,
>(method: Method, path: `/${string}`, mark: Mark, given: Shape<P, Q, B, R, O>): Operation<P, Q, B, R, O> {
  return { method, path, mark, ...given };
}
