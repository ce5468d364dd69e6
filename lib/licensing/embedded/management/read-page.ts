import { largestPage, type Page } from "../../paging";

/** Within what PostgreSQL counts with; no list is that long. */
const farthestOffset = 2_147_483_647;

/** What is really asked for: within the bounds, whatever came. */
export function boundedPage<Asked extends { offset: number; limit: number }>(asked: Asked): Asked {
  const limit = Math.min(Math.max(1, Math.trunc(asked.limit) || 1), largestPage);
  const offset = Math.min(Math.max(0, Math.trunc(asked.offset) || 0), farthestOffset);
  return { ...asked, limit, offset };
}

/** The page out of what was read for it: one item more than its limit, where there is one. */
export function toPage<Item>(items: Item[], { limit }: { limit: number }): Page<Item> {
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

/** The things in the order of the ids. */
export function inOrderOf<Item extends { id: string }>(ids: string[], items: Item[]): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Prisma's terms for a page: one item more than asked, ties in the order of the ids. */
export function pageTerms<Order extends string>(
  asked: { offset: number; limit: number; orderBy?: Order; ascending?: boolean },
  defaultOrder: Order,
) {
  const direction = asked.ascending ? ("asc" as const) : ("desc" as const);
  const orderBy = [{ [asked.orderBy ?? defaultOrder]: direction }, { id: direction }];
  return { skip: asked.offset, take: asked.limit + 1, orderBy };
}
