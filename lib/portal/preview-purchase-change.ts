import type { ChangePreview, SubscriptionChange } from "@/lib/commerce/subscription-change";
import type { Subscription } from "@/lib/commerce/subscription";
import { limitRate } from "@/lib/db/limit-rate";
import type { ProviderName } from "@/lib/kernel/actor";
import { AdapterError } from "@/lib/kernel/errors";
import { deadlineMilliseconds, type ChangeContext } from "./changing/change-context";
import { findStandingObstacle } from "./changing/find-standing-obstacle";
import { findOwnSubscription, type OwnSubscription } from "./changing/own-subscription";
import { findChangeableItem, type ChangeableItem } from "./changing/plans-of";
import { findObstacle, type ChangeObstacle, type ItemTerms } from "./decide-change";
import type { PlanChoice } from "./decide-plan-choices";
import { decideUnpriced, decideUnpricedAnyway, type Unpriced } from "./decide-unpriced";
import { decideWantedTerms } from "./decide-wanted-terms";

export type PurchaseChangeView = {
  subscriptionId: string;
  customerId: string;
  /** Who charges for it. */
  provider: ProviderName;
  /** Our id of the item that changes. */
  itemId: string;
  productName: string;
  offerName: string;
  plans: PlanChoice[];
  /** As typed, or as it is where nothing was. */
  typed: { plan: string; seats: string };
  errors: { plan?: string; seats?: string };
  /** Plan and seats at the provider now, which the person sees: goes along with the change. */
  seen: ItemTerms & { sku: string };
  outlook: ChangeOutlook;
};

export type ChangeOutlook =
  | { kind: "preview"; preview: ChangePreview; pricedAt: Date }
  /** Plan and seats are as they are now. */
  | { kind: "unchanged" }
  | { kind: "invalid" }
  | { kind: "not_changeable"; obstacle: ChangeObstacle }
  /** The provider does not say what the change would cost, so it is not made here. */
  | Unpriced
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "provider_unavailable" };

/** A live preview asks often; a script asks more. */
const limits = [{ name: "preview-change", points: 90, perSeconds: 60 }];

type Asked = { userId: string; subscriptionId: string; itemId?: string | undefined; plan?: string; seats?: string };

/**
 * What one item of a subscription can become, and what the wanted change would cost by the provider's own reckoning;
 * nothing happens. For owners and admins; anybody else, and for what is not in our catalog, gets a `NotFoundError`.
 */
export async function previewPurchaseChange(
  ctx: Omit<ChangeContext, "fulfill" | "env">,
  { userId, subscriptionId, itemId, plan, seats }: Asked,
): Promise<PurchaseChangeView> {
  const own = await findOwnSubscription(ctx, { userId, subscriptionId });
  const changeable = await findChangeableItem(ctx, own, { itemId, plan });
  const standing = await findStandingObstacle(ctx, own);
  const rate = await limitRate(ctx, userId, limits);
  const truth = rate.kind === "limited" ? "limited" : await readTruth(ctx, own);
  const { item, offer, plans } = changeable;
  const seen = whatIsSeen(truth, changeable);
  const typed = { plan: plan ?? seen.sku, seats: seats ?? String(seen.quantity) };
  const wanted = decideWantedTerms(plans, typed);
  const view = {
    subscriptionId,
    customerId: own.row.customerId,
    provider: own.row.provider,
    itemId: item.id,
    productName: offer.product.displayName,
    offerName: offer.displayName,
    plans,
    typed,
    errors: wanted.kind === "invalid" ? wanted.errors : {},
    seen,
  };
  if (standing) return { ...view, outlook: { kind: "not_changeable", obstacle: standing } };
  if (rate.kind === "limited") return { ...view, outlook: rate };
  if (truth === "limited" || truth === "unavailable") return { ...view, outlook: { kind: "provider_unavailable" } };
  return { ...view, outlook: await outlookOf(ctx, own, { truth, wanted, changeable, seen }) };
}

type Truth = Subscription | null | "unavailable" | "limited";

async function readTruth(ctx: Pick<ChangeContext, "commerce" | "log">, { row, subject }: OwnSubscription) {
  const reading = ctx.commerce[row.provider]?.readSubscription(subject.id, AbortSignal.timeout(deadlineMilliseconds));
  return await orUnavailable(ctx, reading ?? Promise.resolve(null));
}

async function orUnavailable<Result>(
  ctx: Pick<ChangeContext, "log">,
  work: Promise<Result>,
): Promise<Result | "unavailable"> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error }, "a change could not be previewed");
    return "unavailable";
  }
}

/** The provider's word where it gave one, else our copy. */
function whatIsSeen(truth: Truth, { item, offer, plans }: ChangeableItem): ItemTerms & { sku: string } {
  const read = typeof truth === "string" ? null : truth?.items.find(({ id }) => id === item.providerItemId);
  const { providerPriceId, quantity } = read ?? item;
  const sku = plans.find((plan) => plan.providerPriceId === providerPriceId)?.sku ?? offer.sku;
  return { sku, providerPriceId, quantity };
}

type Wish = {
  truth: Subscription | null;
  wanted: ReturnType<typeof decideWantedTerms>;
  changeable: ChangeableItem;
  seen: ItemTerms;
};

async function outlookOf(
  ctx: Pick<ChangeContext, "commerce" | "log" | "now">,
  own: OwnSubscription,
  { truth, wanted, changeable, seen }: Wish,
): Promise<ChangeOutlook> {
  if (!truth) return { kind: "not_changeable", obstacle: "ended" };
  const obstacle = findObstacle(truth);
  if (obstacle) return { kind: "not_changeable", obstacle };
  if (wanted.kind === "invalid") return { kind: "invalid" };
  const { quantity } = wanted;
  const { providerPriceId } = wanted.plan;
  if (providerPriceId === seen.providerPriceId && quantity === seen.quantity) {
    return decideUnpricedAnyway(ctx.commerce[own.row.provider] ?? {}, truth, ctx.now()) ?? { kind: "unchanged" };
  }
  const itemId = changeable.item.providerItemId;
  const pricedAt = wholeSecond(ctx.now());
  return await price(ctx, own, truth, { subscriptionId: truth.id, itemId, providerPriceId, quantity, pricedAt });
}

async function price(
  ctx: Pick<ChangeContext, "commerce" | "log">,
  { row }: OwnSubscription,
  truth: Subscription,
  change: SubscriptionChange,
): Promise<ChangeOutlook> {
  const asked = ctx.commerce[row.provider]?.previewChange(truth, change, AbortSignal.timeout(deadlineMilliseconds));
  const preview = await orUnavailable(ctx, asked ?? Promise.resolve(null));
  if (preview === "unavailable") return { kind: "provider_unavailable" };
  if (preview === null) return decideUnpriced(truth, change.pricedAt);
  return { kind: "preview", preview, pricedAt: change.pricedAt };
}

/** Providers count in whole seconds. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
