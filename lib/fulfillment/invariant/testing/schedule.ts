import type { Stripe } from "stripe";
import type { Stage } from "./stage";

/** Another plan for one item from the end of the period on. */
export async function schedule(
  { stripe, planChanges }: Stage,
  subscription: Stripe.Subscription,
  changed: Stripe.SubscriptionItem,
  price: string,
): Promise<void> {
  const made = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const { start_date, end_date } = made.phases[0] ?? {};
  const now = subscription.items.data.map((item) => ({ price: item.price.id, quantity: item.quantity ?? 1 }));
  const then = now.map((item) => (item.price === changed.price.id ? { ...item, price } : item));
  const phases = [{ items: now, start_date, end_date }, { items: then }];
  await stripe.subscriptionSchedules.update(made.id, { phases });
  for (const { id } of subscription.items.data) planChanges.set(id, (planChanges.get(id) ?? 0) + 1);
}
