import { z } from "zod";
import { invalidRequest } from "../stripe-error";
import * as field from "./fields";

/** What every search takes. */
export const searchParams = z.strictObject({
  query: field.text,
  limit: field.page.limit,
  page: field.text.optional(),
});

interface Clause {
  negated: boolean;
  field: string;
  operator: string;
  value: string;
}

const clausePattern =
  /^\s*(-)?([a-z_]+(?:\["[^"]+"\]|\['[^']+'\])?)\s*(:|~|>=|<=|>|<)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.-]+))\s*/i;

/** Answers Stripe's search language: `email:"a@b.c" AND metadata["k"]:"v"`, with `-`, `~`, comparisons and `OR`. */
export function search<Item extends object>(
  items: Item[],
  params: z.output<typeof searchParams>,
  url: string,
): { object: "search_result"; data: Item[]; has_more: boolean; next_page: string | null; url: string } {
  const { clauses, joiner } = readQuery(params.query);
  const found = items.filter((item) =>
    joiner === "OR"
      ? clauses.some((clause) => matches(item, clause))
      : clauses.every((clause) => matches(item, clause)),
  );
  const start = params.page ? Number(params.page) : 0;
  const end = start + (params.limit ?? 10);
  const hasMore = end < found.length;
  return {
    object: "search_result",
    data: found.slice(start, end),
    has_more: hasMore,
    next_page: hasMore ? String(end) : null,
    url,
  };
}

function readQuery(query: string): { clauses: Clause[]; joiner: string } {
  const clauses: Clause[] = [];
  const joiners = new Set<string>();
  let rest = query;
  while (rest.trim() !== "") {
    const found = clausePattern.exec(rest);
    if (!found) throw badQuery(query);
    clauses.push(clauseOf(found));
    rest = rest.slice(found[0].length);
    const [joiner = ""] = /^(AND|OR)\s/i.exec(rest) ?? [];
    if (joiner) joiners.add(joiner.trim().toUpperCase());
    rest = rest.slice(joiner.length);
  }
  const [joiner = "AND", ...others] = joiners;
  if (clauses.length === 0 || others.length > 0) throw badQuery(query);
  return { clauses, joiner };
}

function clauseOf([, minus, field = "", operator = "", double, single, bare = ""]: RegExpExecArray): Clause {
  const value = (double ?? single ?? bare).replaceAll(/\\(.)/g, "$1");
  return { negated: minus === "-", field, operator, value };
}

function badQuery(query: string): Error {
  return invalidRequest(`We were unable to parse your search query: ${query}`, { param: "query" });
}

function matches(item: object, clause: Clause): boolean {
  return clause.negated !== compare(valueOf(item, clause.field), clause);
}

function compare(value: unknown, { operator, value: wanted }: Clause): boolean {
  if (wanted === "null") return value === null || value === undefined;
  if (value === null || value === undefined) return false;
  const text = String(value).toLowerCase();
  switch (operator) {
    case "~":
      return text.includes(wanted.toLowerCase());
    case ">":
      return Number(value) > Number(wanted);
    case ">=":
      return Number(value) >= Number(wanted);
    case "<":
      return Number(value) < Number(wanted);
    case "<=":
      return Number(value) <= Number(wanted);
    default:
      return text === wanted.toLowerCase();
  }
}

function valueOf(item: object, name: string): unknown {
  const [, outer = name, key] = /^([a-z_]+)\[["'](.+)["']\]$/i.exec(name) ?? [];
  const value = new Map<string, unknown>(Object.entries(item)).get(outer);
  if (key === undefined || typeof value !== "object" || value === null) return key === undefined ? value : undefined;
  return new Map<string, unknown>(Object.entries(value)).get(key);
}
