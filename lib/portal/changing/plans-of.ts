import { listActiveOffers } from "@/lib/catalog/list-active-offers";
import type { Offer } from "@/lib/catalog/offer";
import { refreshPrices } from "@/lib/catalog/refresh-prices";
import { NotFoundError } from "@/lib/kernel/errors";
import { decidePlanChoices, type PlanChoice } from "../decide-plan-choices";
import type { ChangeContext } from "./change-context";
import type { OwnSubscription } from "./own-subscription";

export type ChangeableItem = {
  item: OwnSubscription["row"]["items"][number];
  offer: Offer;
  plans: PlanChoice[];
};

/** One item of the subscription, the first that is ours to change unless another is named, and what it can become. */
export async function findChangeableItem(
  ctx: Pick<ChangeContext, "db" | "commerce" | "now" | "log">,
  { row, offers }: OwnSubscription,
  itemId: string | undefined,
): Promise<ChangeableItem> {
  const item = row.items.find(({ id, offerId }) => (itemId === undefined ? offerId !== null : id === itemId));
  const offer = offers.get(item?.offerId ?? "");
  const commerce = ctx.commerce[row.provider];
  if (!item || !offer || !commerce) throw new NotFoundError("Changeable item");
  const sold = (await listActiveOffers(ctx.db)).filter((other) => other.product.id === offer.product.id);
  const known = sold.some(({ id }) => id === offer.id) ? sold : [offer, ...sold];
  const { db, now, log } = ctx;
  const priced = await refreshPrices({ db, now, log, commerce }, known, row.provider);
  const current = priced.find(({ id }) => id === offer.id) ?? offer;
  return { item, offer: current, plans: decidePlanChoices(current, priced, row) };
}
