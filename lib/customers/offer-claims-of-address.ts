import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { findUnofferedCustomerIds } from "./claim-store";
import { offerClaim } from "./offer-claim";

/**
 * Opens the claims of customers that a provider told of before they bought anything of ours: no license came with a link
 * for them. Without it, who has proven the address would be another customer, and the provider's account not theirs.
 */
export async function offerClaimsOfAddress(ctx: { db: Db; now: Clock; actor: Actor }, email: string): Promise<void> {
  for (const customerId of await findUnofferedCustomerIds(ctx.db, email)) {
    await ctx.db.$transaction((tx) =>
      offerClaim({ db: tx, now: ctx.now(), actor: ctx.actor }, { customerId, cause: "its address was proven" }),
    );
  }
}
