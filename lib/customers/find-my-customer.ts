import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import { NotFoundError } from "@/lib/kernel/errors";
import { findMemberships } from "./customer-store";
import type { MyCustomer } from "./membership";

/** The customer as its member sees it. Throws `NotFoundError` alike for what is foreign and what does not exist. */
export async function findMyCustomer(
  ctx: { db: Db | Tx },
  { userId, customerId }: { userId: string; customerId: string },
): Promise<MyCustomer> {
  const [mine] = isUuid(customerId) ? await findMemberships(ctx.db, { userId, customerId }) : [];
  if (!mine) throw new NotFoundError("Customer");
  return mine;
}
