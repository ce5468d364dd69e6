import type { Db, Tx } from "@/lib/db/client";
import { selectTriedProducts } from "./mirror-store";

/** The names of the products of which this customer had a trial; the checkout gives no second one. */
export async function listTriedProducts(ctx: { db: Db | Tx }, customerId: string): Promise<ReadonlySet<string>> {
  return new Set(await selectTriedProducts(ctx.db, customerId));
}
