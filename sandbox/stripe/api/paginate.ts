import { invalidRequest, resourceMissing } from "../stripe-error";

export interface PageParams {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

export interface ListPage<Item> {
  object: "list";
  data: Item[];
  has_more: boolean;
  url: string;
}

/** One page of a list that stands newest first. */
export function paginate<Item extends { id: string }>(items: Item[], params: PageParams, url: string): ListPage<Item> {
  const { limit = 10, starting_after: after, ending_before: before } = params;
  if (after && before)
    throw invalidRequest("Received both starting_after and ending_before parameters. Please pass in only one.");
  if (before) {
    const end = position(items, before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: items.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? position(items, after, "starting_after") + 1 : 0;
  const data = items.slice(start, start + limit);
  return { object: "list", data, has_more: start + data.length < items.length, url };
}

function position(items: { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw resourceMissing("object", id, param, 400);
  return index;
}

export type CreatedFilter =
  number | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined };

/** Whether a time passes the `created` filter of a list. */
export function isWithin(created: number, filter: CreatedFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === "number") return created === filter;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = filter;
  return created > gt && created >= gte && created < lt && created <= lte;
}
