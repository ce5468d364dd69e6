import type { Db, Tx } from "@/lib/db/client";
import { findMemberships } from "./customer-store";
import type { MyCustomer } from "./membership";

/** The customers that the user is a member of, oldest membership first; nothing of anybody else's. */
export function listMyCustomers(ctx: { db: Db | Tx }, { userId }: { userId: string }): Promise<MyCustomer[]> {
  return findMemberships(ctx.db, { userId });
}
