/** A part of a list. Descending unless asked otherwise, as in the paging headers of 10Duke Scale. */
export type PageRequest<Order extends string> = {
  offset: number;
  /** At most `largestPage`; more is not answered. */
  limit: number;
  orderBy?: Order;
  ascending?: boolean;
};

export type Page<Item> = { items: Item[]; hasMore: boolean };

export const largestPage = 100;
