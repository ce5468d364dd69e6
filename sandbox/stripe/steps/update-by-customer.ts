import { schedulePhase } from "../objects/subscription-schedule";
import type { Invoice, PortalConfiguration, Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";
import type { SubscriptionChange } from "./change-subscription";
import { changeSubscription } from "./change-subscription";
import { currentPeriodEnd } from "./end-period";
import { releaseSchedule } from "./end-schedule";
import { followSubscription } from "./follow-subscription";
import type { WantedUpdate } from "./offer-update";
import { intervalOf, periodEnd } from "./period";
import { previewChange } from "./preview-invoice";

type UpdateFeature = PortalConfiguration["features"]["subscription_update"];

/** A change that a customer makes in the billing portal: at once, or with the next period where a condition says so. */
export function updateByCustomer(
  world: World,
  { features: { subscription_update: feature } }: PortalConfiguration,
  present: Subscription,
  wanted: WantedUpdate,
): void {
  const subscription = withoutSchedule(world, present);
  const [item] = subscription.items.data;
  if (!item) return;
  if (isPostponed(feature, item, wanted)) planUpdate(world, subscription, wanted);
  else changeSubscription(world, subscription, changeOf(feature, subscription, item, wanted));
}

/** A schedule in its last phase has nothing more to say, and would only bring back what is changed now. */
function withoutSchedule(world: World, present: Subscription): Subscription {
  const schedule = world.subscriptionSchedules.get(present.schedule ?? "");
  if (schedule?.status !== "active") return present;
  releaseSchedule(world, schedule);
  return world.subscriptions.get(present.id) ?? present;
}

export interface UpdateCost {
  /** The invoice that the change makes at once; null where it makes none. */
  atOnce: Invoice | null;
  /** What waits for the next invoice because of the change; negative is a credit. */
  laterAmount: number;
  startsAt: number | null;
}

/** What the change would cost. Nothing of it happens. */
export function costOfUpdate(
  world: World,
  { features: { subscription_update: feature } }: PortalConfiguration,
  subscription: Subscription,
  wanted: WantedUpdate,
): UpdateCost {
  const [item] = subscription.items.data;
  if (!item || isPostponed(feature, item, wanted)) {
    return { atOnce: null, laterAmount: 0, startsAt: currentPeriodEnd(subscription) };
  }
  const change = changeOf(feature, subscription, item, wanted);
  const preview = previewChange(world, subscription, change, "next");
  const isNewInterval = intervalOf(item.price).interval !== intervalOf(wanted.price).interval;
  const isAtOnce = isNewInterval || change.endsTrialNow || change.prorationBehavior === "always_invoice";
  if (isAtOnce) return { atOnce: preview, laterAmount: 0, startsAt: null };
  const prorations = preview.lines.data.filter((line) => line.parent?.type === "invoice_item_details");
  return { atOnce: null, laterAmount: prorations.reduce((sum, line) => sum + line.amount, 0), startsAt: null };
}

function changeOf(
  feature: UpdateFeature,
  { status }: Subscription,
  item: SubscriptionItem,
  { price, quantity }: WantedUpdate,
): SubscriptionChange {
  return {
    items: [{ id: item.id, price, quantity }],
    fields: {},
    prorationBehavior: feature.proration_behavior,
    paymentBehavior: "error_if_incomplete",
    endsTrialNow: status === "trialing" && feature.trial_update_behavior === "end_trial",
    offSession: false,
  };
}

const intervalDays: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 };

function isPostponed(
  { schedule_at_period_end: { conditions } }: UpdateFeature,
  item: SubscriptionItem,
  { price, quantity }: WantedUpdate,
): boolean {
  const amount = (of: { unit_amount: number | null }, times: number) => (of.unit_amount ?? 0) * times;
  const days = (of: WantedUpdate["price"]) => (intervalDays[intervalOf(of).interval] ?? 30) * intervalOf(of).count;
  return conditions.some(({ type }) =>
    type === "decreasing_item_amount"
      ? amount(price, quantity) < amount(item.price, item.quantity ?? 1)
      : type === "shortening_interval" && days(price) < days(item.price),
  );
}

/** A schedule whose next phase is the change. */
function planUpdate(world: World, subscription: Subscription, { price, quantity }: WantedUpdate): void {
  const schedule = followSubscription(world, subscription, {});
  const startDate = currentPeriodEnd(subscription);
  const next = schedulePhase({
    items: [{ price: price.id, quantity, metadata: subscription.items.data[0]?.metadata ?? {} }],
    currency: price.currency,
    startDate,
    endDate: periodEnd(startDate, startDate, intervalOf(price)),
    prorationBehavior: "none",
  });
  const planned = world.subscriptionSchedules.put({ ...schedule, phases: [...schedule.phases, next] });
  world.emitUpdate("subscription_schedule.updated", schedule, planned);
}
