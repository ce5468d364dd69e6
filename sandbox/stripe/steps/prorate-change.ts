import { invoiceItem } from "../objects/invoice-item";
import type { Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";

/**
 * Bills a change in the middle of a period: what was paid for the rest of the period is credited, what the rest now
 * costs is charged. Both wait for the next invoice.
 */
export function prorateChange(
  world: World,
  before: Subscription,
  after: Subscription,
  now = world.now(after.customer),
): void {
  if (before.status === "trialing") return;
  for (const old of before.items.data) {
    const fresh = after.items.data.find((each) => each.id === old.id);
    if (!fresh || isChanged(old, fresh)) bill(world, after, old, -1, now);
  }
  for (const fresh of after.items.data) {
    const old = before.items.data.find((each) => each.id === fresh.id);
    if (!old || isChanged(old, fresh)) bill(world, after, fresh, 1, now);
  }
}

function isChanged(old: SubscriptionItem, fresh: SubscriptionItem): boolean {
  return old.price.id !== fresh.price.id || old.quantity !== fresh.quantity;
}

function bill(world: World, subscription: Subscription, item: SubscriptionItem, sign: 1 | -1, now: number): void {
  const length = item.current_period_end - item.current_period_start;
  // A plan of a new interval has a whole period ahead, also when it is priced as of a little earlier.
  const rest = Math.min(Math.max(item.current_period_end - now, 0), length);
  const quantity = item.quantity ?? 1;
  const amount = Math.round(((item.price.unit_amount ?? 0) * quantity * rest) / Math.max(length, 1));
  const name = world.products.get(item.price.product)?.name ?? "Product";
  const from = new Date(now * 1000).toLocaleDateString("en-US", {
    day: "2-digit",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const made = world.invoiceItems.put(
    invoiceItem(
      {
        customer: subscription.customer,
        currency: subscription.currency,
        unitAmount: sign * amount,
        quantity: 1,
        price: item.price,
        description: `${sign < 0 ? "Unused" : "Remaining"} time on ${quantity} × ${name} after ${from}`,
        subscription: subscription.id,
        proration: true,
        period: { start: now, end: item.current_period_end },
      },
      now,
    ),
  );
  world.emit("invoiceitem.created", made);
}
