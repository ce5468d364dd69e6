/** @jsxImportSource hono/jsx */
import { formatDay, formatMoney } from "@/sandbox/pages/format";
import { currentPeriodEnd } from "../steps/end-period";
import type { PlannedUpdate } from "../steps/planned-update";
import type { Subscription, SubscriptionItem } from "../wire";
import { planText } from "./plan-text";
import { StatusBadge } from "./status-badge";
import { periodText } from "./summary";

export interface ShownSubscription {
  subscription: Subscription;
  names: Map<string, string>;
  canUpdate: boolean;
  planned: PlannedUpdate | null;
}

interface SubscriptionCardProps {
  shown: ShownSubscription;
  base: string;
  canCancel: boolean;
}

/** One subscription: what it is for, what comes next, and what the customer may do about it. */
export function SubscriptionCard({ shown, base, canCancel }: SubscriptionCardProps) {
  const { subscription, names, canUpdate, planned } = shown;
  const own = `${base}/subscriptions/${subscription.id}`;
  return (
    <article class="card stack">
      {subscription.items.data.map((item) => (
        <PlanLine
          key={item.id}
          item={item}
          name={names.get(item.price.product) ?? "Product"}
          subscription={subscription}
        />
      ))}
      <p class="soft">{nextText(subscription)}</p>
      {planned ? <Planned planned={planned} name={names.get(planned.price.product) ?? "Product"} own={own} /> : null}
      <div class="actions">
        {canUpdate ? (
          <a class="button quiet small" href={`${own}/update`}>
            Update subscription
          </a>
        ) : null}
        {subscription.ended_at === null && canCancel ? <Cancellation subscription={subscription} own={own} /> : null}
      </div>
    </article>
  );
}

function Planned({
  planned: { at, price, quantity },
  name,
  own,
}: {
  planned: PlannedUpdate;
  name: string;
  own: string;
}) {
  return (
    <form method="post" action={`${own}/keep-plan`} class="row">
      <p>
        From {formatDay(at)}: {planText(name, price, quantity)}
      </p>
      <button class="button quiet small" type="submit" data-busy="Keeping…">
        Keep current plan
      </button>
    </form>
  );
}

function Cancellation({ subscription, own }: { subscription: Subscription; own: string }) {
  return (
    <>
      {subscription.cancel_at_period_end ? (
        <form method="post" action={`${own}/resume`}>
          <button class="button small" type="submit" data-busy="Resuming…">
            Don't cancel
          </button>
        </form>
      ) : null}
      <a class="button quiet small" href={`${own}/cancel`}>
        {subscription.cancel_at_period_end ? "Cancel now" : "Cancel subscription"}
      </a>
    </>
  );
}

function PlanLine({ item, name, subscription }: { item: SubscriptionItem; name: string; subscription: Subscription }) {
  const { price, quantity = 1 } = item;
  return (
    <div class="stack-tight">
      <div class="row">
        <h3>{name}</h3>
        <StatusBadge status={subscription.status} />
      </div>
      <p class="number">
        {formatMoney((price.unit_amount ?? 0) * quantity, price.currency)} {periodText(price)}
      </p>
      <p class="soft small">
        {quantity} {quantity === 1 ? "seat" : "seats"} at {formatMoney(price.unit_amount ?? 0, price.currency)} each
      </p>
    </div>
  );
}

function nextText(subscription: Subscription): string {
  const day = formatDay(currentPeriodEnd(subscription));
  if (subscription.ended_at !== null) return `Ended on ${formatDay(subscription.ended_at)}.`;
  if (subscription.cancel_at_period_end) return `Cancels on ${day}. It stays in use until then.`;
  if (subscription.status === "trialing") return `The trial ends on ${day}; then the first payment is due.`;
  if (subscription.status === "past_due") return "The last payment failed. Update the card to keep the subscription.";
  return `The next payment is due on ${day}.`;
}
