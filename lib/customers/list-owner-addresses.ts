import type { Db, Tx } from "@/lib/db/client";
import { findOwnerAddresses } from "./customer-store";

/** To whom the customer's own affairs are told: its owners, at addresses that they have proven to be theirs. */
export function listOwnerAddresses(
  ctx: { db: Db | Tx },
  customerId: string,
): Promise<{ userId: string; email: string }[]> {
  return findOwnerAddresses(ctx.db, customerId);
}
