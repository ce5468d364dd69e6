import { z } from "zod";

export const defaultLimit = 5;
const maxLimit = 100;

/** Paging travels in request headers (SDK); `order-asc` false is descending. Which fields order, the operation says. */
export const pagingHeaders = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
  "order-by": z.string().max(64).optional(),
  "order-asc": z.enum(["true", "false"]).default("false"),
});
