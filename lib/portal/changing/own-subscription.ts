import { validate as isUuid } from "uuid";
import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import type { Offer } from "@/lib/catalog/offer";
import type { Subject } from "@/lib/commerce/subject";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import { NotFoundError } from "@/lib/kernel/errors";
import { findBuyingCustomer } from "../find-buying-customer";
import { selectSubscription } from "../portal-store";

type Row = NonNullable<Awaited<ReturnType<typeof selectSubscription>>>;

export type OwnSubscription = { row: Row; mine: MyCustomer; offers: Map<string, Offer>; subject: Subject };

/** A subscription for an owner or admin of the customer that has it; for anybody else a `NotFoundError`. */
export async function findOwnSubscription(
  ctx: { db: Db },
  { userId, subscriptionId }: { userId: string; subscriptionId: string },
): Promise<OwnSubscription> {
  const row = isUuid(subscriptionId) ? await selectSubscription(ctx.db, subscriptionId) : null;
  if (!row) throw new NotFoundError("Subscription");
  const mine = await findBuyingCustomer(ctx, { userId, customerId: row.customerId });
  const offers = await findOffersById(ctx.db, [...new Set(row.items.flatMap((item) => item.offerId ?? []))]);
  const subject = { provider: row.provider, kind: "subscription", id: row.providerSubscriptionId } as const;
  return { row, mine, offers, subject };
}
