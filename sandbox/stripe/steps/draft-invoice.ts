import type { NewInvoice } from "../objects/invoice";
import { invoice, withLines } from "../objects/invoice";
import { invoiceItemLine, subscriptionLine } from "../objects/invoice-line-item";
import type { Customer, Invoice, InvoiceItem, Subscription } from "../wire";
import type { World } from "../world";
import { discountInvoice } from "./redeem-coupon";

/** Opens the invoice for the present period of a subscription, with everything that waited to be billed. */
export function draftSubscriptionInvoice(
  world: World,
  subscription: Subscription,
  customer: Customer,
  billingReason: string,
): Invoice {
  const now = world.now(customer.id);
  const isTrial = subscription.status === "trialing";
  const draft = invoice(
    {
      customer,
      currency: subscription.currency,
      billingReason,
      collectionMethod: subscription.collection_method,
      defaultPaymentMethod: subscription.default_payment_method,
      autoAdvance: true,
      subscription: { id: subscription.id, metadata: subscription.metadata },
      dueDate: subscription.days_until_due === null ? null : now + subscription.days_until_due * 86_400,
      ...periodOf(subscription, billingReason, now),
    },
    now,
  );
  const own = subscription.items.data.map((item) =>
    subscriptionLine(item, {
      invoice: draft.id,
      productName: world.products.get(item.price.product)?.name ?? "Product",
      isTrial,
      period: { start: item.current_period_start, end: item.current_period_end },
    }),
  );
  const waiting = takePendingItems(world, draft, subscription.id).map((item) => invoiceItemLine(item, draft.id));
  const billed = withLines(draft, [...waiting, ...own]);
  return keep(world, discountInvoice(world, billed, subscription), subscription);
}

function periodOf(subscription: Subscription, reason: string, now: number): { periodStart: number; periodEnd: number } {
  const [first] = subscription.items.data;
  const isRenewal = reason === "subscription_cycle" && first !== undefined;
  return {
    periodStart: isRenewal ? subscription.start_date : now,
    periodEnd: isRenewal ? first.current_period_start : now,
  };
}

/** Opens an invoice that bills only what waits for it: invoice items, or the prorations of a change. */
export function draftItemsInvoice(
  world: World,
  input: NewInvoice,
  subscription: Subscription | null,
  takesPending = true,
): Invoice {
  const draft = invoice(input, world.now(input.customer.id));
  const items = takesPending ? takePendingItems(world, draft, subscription?.id ?? null) : [];
  return keep(
    world,
    withLines(
      draft,
      items.map((item) => invoiceItemLine(item, draft.id)),
    ),
    subscription,
  );
}

function keep(world: World, draft: Invoice, subscription: Subscription | null): Invoice {
  const kept = world.invoices.put(draft);
  const present = subscription && world.subscriptions.get(subscription.id);
  if (present) world.subscriptions.put({ ...present, latest_invoice: kept.id });
  world.emit("invoice.created", kept);
  return kept;
}

function takePendingItems(world: World, draft: Invoice, subscription: string | null): InvoiceItem[] {
  return [...world.invoiceItems.values()]
    .filter((item) => item.customer === draft.customer && item.invoice === null && item.currency === draft.currency)
    .filter((item) => {
      const of = item.parent?.subscription_details?.subscription ?? null;
      return of === null || of === subscription;
    })
    .map((item) => world.invoiceItems.put({ ...item, invoice: draft.id }));
}
