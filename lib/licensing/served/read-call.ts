import { clientClaimNames, type ClientClaims } from "../client-binding";
import type { PageRequest } from "../paging";
import { defaultLimit, pagingHeaders } from "../wire/paging";
import { badRequest } from "./api-error";
import { problemsOf } from "./problems-of";

const maxClaimLength = 256;

/** The query's parameters; one that is given twice is refused rather than chosen. */
export function readQuery(url: URL): Record<string, string> {
  const names = [...url.searchParams.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badRequest(`The query gives ${twice.slice(0, 64)} more than once`);
  return Object.fromEntries(url.searchParams);
}

/** Which part of a list is asked for; calls that answer no list ignore the headers. */
export function readPage<O extends string>(orderBy: readonly [O, ...O[]] | null, headers: Headers): PageRequest<O> {
  if (orderBy === null) return { offset: 0, limit: defaultLimit };
  const given = Object.keys(pagingHeaders.shape).map((name) => [name, headers.get(name) ?? undefined]);
  const parsed = pagingHeaders.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw badRequest(`The paging headers are wrong: ${problemsOf(parsed.error)}`);
  const { offset, limit, "order-by": asked = orderBy[0], "order-asc": ascending } = parsed.data;
  const field = orderBy.find((known) => known === asked);
  if (!field) throw badRequest(`order-by must be one of ${orderBy.join(", ")}`);
  return { offset, limit, orderBy: field, ascending: ascending === "true" };
}

/** What the client says about itself, in headers (License Checkout API). */
export function readClaims(headers: Headers): ClientClaims {
  const claims: ClientClaims = {};
  for (const name of clientClaimNames) {
    const value = headers.get(name)?.trim();
    if (value !== undefined && value.length > maxClaimLength) throw badRequest(`${name} is too long`);
    if (value) claims[name] = value;
  }
  return claims;
}
