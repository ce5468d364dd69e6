import { findMyCustomer } from "@/lib/customers/find-my-customer";
import { mayBuy, type MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import { NotFoundError } from "@/lib/kernel/errors";

/** The customer for one of its owners or admins; for anybody else, members included, a `NotFoundError`. */
export async function findBuyingCustomer(
  ctx: { db: Db },
  asked: { userId: string; customerId: string },
): Promise<MyCustomer> {
  const mine = await findMyCustomer(ctx, asked);
  if (!mayBuy(mine.role)) throw new NotFoundError("Customer");
  return mine;
}
