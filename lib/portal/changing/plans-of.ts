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

/** One item of the subscription and what it can become: the named one, else the one of the wanted plan's product, else the first. */
export async function findChangeableItem(
  ctx: Pick<ChangeContext, "db" | "commerce" | "now" | "log">,
  { row, offers }: OwnSubscription,
  { itemId, plan }: { itemId: string | undefined; plan: string | undefined },
): Promise<ChangeableItem> {
  const active = await listActiveOffers(ctx.db);
  const productId = active.find(({ sku }) => sku === plan)?.product.id;
  const ours = row.items.filter(({ id, offerId }) => offers.has(offerId ?? "") && (itemId ?? id) === id);
  const item = ours.find(({ offerId }) => offers.get(offerId ?? "")?.product.id === productId) ?? ours[0];
  const offer = offers.get(item?.offerId ?? "");
  if (!item || !offer) throw new NotFoundError("Changeable item");
  const sold = active.filter((other) => other.product.id === offer.product.id);
  const known = sold.some(({ id }) => id === offer.id) ? sold : [offer, ...sold];
  const { db, now, log } = ctx;
  const commerce = ctx.commerce[row.provider];
  const priced = commerce ? await refreshPrices({ db, now, log, commerce }, known, row.provider) : known;
  const current = priced.find(({ id }) => id === offer.id) ?? offer;
  return { item, offer: current, plans: decidePlanChoices(current, priced, row) };
}
