import { StripeError } from "../stripe-error";
import type { Customer, Invoice, Subscription } from "../wire";
import type { World } from "../world";
import { draftChangeInvoice } from "./bill-change";
import type { SubscriptionChange } from "./change-subscription";
import { applyChange } from "./change-subscription";
import { draftSubscriptionInvoice } from "./draft-invoice";
import { currentPeriodEnd, nextPeriod } from "./end-period";
import type { StartSubscription } from "./start-subscription";
import { openSubscription } from "./start-subscription";

/**
 * What a change of a subscription would cost: the invoice that comes at once, or else the next one with the prorations
 * in it. Nothing of it happens. `recurring` leaves out what is billed only once.
 */
export function previewChange(
  world: World,
  present: Subscription,
  change: SubscriptionChange | null,
  mode: "next" | "recurring",
): Invoice {
  return world.rehearse(() => {
    const { after, billing } = change ? applyChange(world, present, change) : { after: present, billing: "none" };
    const isAtOnce = mode === "next" && (billing === "at_once" || change?.endsTrialNow === true);
    const drafted = isAtOnce ? draftNow(world, after, change) : draftNext(world, after);
    return preview(mode === "recurring" ? withoutProrations(drafted) : drafted);
  });
}

/** What a new subscription would cost first. */
export function previewStart(world: World, start: StartSubscription): Invoice {
  return world.rehearse(() => {
    const opened = openSubscription(world, start);
    return preview(draftSubscriptionInvoice(world, opened, start.customer, "subscription_create"));
  });
}

function draftNow(world: World, after: Subscription, change: SubscriptionChange | null): Invoice {
  const now = world.now(after.customer);
  if (!change?.endsTrialNow) return draftChangeInvoice(world, after) ?? draftNext(world, after);
  const data = after.items.data.map((item) => ({ ...item, current_period_end: now }));
  return draftNext(world, { ...after, billing_cycle_anchor: now, items: { ...after.items, data } });
}

function draftNext(world: World, subscription: Subscription): Invoice {
  const customer = world.customers.get(subscription.customer);
  const end = currentPeriodEnd(subscription);
  const { cancel_at: cancelAt, cancel_at_period_end: isEnding, ended_at: endedAt } = subscription;
  const isOver = endedAt !== null || isEnding || (cancelAt !== null && cancelAt <= end);
  if (!customer || isOver) throw noneUpcoming(subscription.customer);
  const draft = draftSubscriptionInvoice(world, nextPeriod(subscription, end), customer, "subscription_cycle");
  return { ...draft, created: end, next_payment_attempt: end + 3600, period_end: end };
}

export function noneUpcoming(customer: Customer["id"]): StripeError {
  return new StripeError(404, "invalid_request_error", `No upcoming invoices for customer: '${customer}'`, {
    code: "invoice_upcoming_none",
  });
}

function withoutProrations(drafted: Invoice): Invoice {
  const data = drafted.lines.data.filter((line) => line.parent?.type === "subscription_item_details");
  const total = data.reduce((sum, line) => sum + line.amount, 0);
  const amounts = { amount_due: total, amount_remaining: total, subtotal: total, subtotal_excluding_tax: total };
  return { ...drafted, ...amounts, total, total_excluding_tax: total, lines: { ...drafted.lines, data } };
}

function preview(drafted: Invoice): Invoice {
  const id = `upcoming_${drafted.id}`;
  const data = drafted.lines.data.map((line) => ({ ...line, invoice: id }));
  return { ...drafted, id, lines: { ...drafted.lines, data } };
}
