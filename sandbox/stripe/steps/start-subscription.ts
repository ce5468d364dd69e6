import { subscription, subscriptionItem, type NewSubscription } from "../objects/subscription";
import { invalidRequest } from "../stripe-error";
import type { Customer, Metadata, PaymentIntent, Price, Subscription } from "../wire";
import type { World } from "../world";
import { announceTrialEnd } from "./announce-trial-end";
import type { PayerPresence } from "./card-outcome";
import type { PaymentResult } from "./confirm-payment-intent";
import { draftSubscriptionInvoice } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { methodFor, payInvoice } from "./pay-invoice";
import type { ChosenDiscount } from "./redeem-coupon";
import { discountSubscription } from "./redeem-coupon";
import { intervalOf, periodEnd } from "./period";

export interface SubscriptionLine {
  price: Price;
  quantity: number;
  metadata: Metadata;
}

export interface StartSubscription {
  customer: Customer;
  lines: SubscriptionLine[];
  settings: Omit<NewSubscription, "customer" | "currency" | "billingCycleAnchor" | "testClock">;
  discount?: (ChosenDiscount & { checkoutSession?: string }) | null;
  /** `default_incomplete` makes the first invoice but leaves paying it to the customer. */
  paymentBehavior: string;
  payer: PayerPresence;
  /** A payment that was already begun on the checkout page. */
  intent?: PaymentIntent | null;
}

/** Begins a subscription: incomplete (or in trial) first, then its first invoice, then active once that is paid. */
export function startSubscription(
  world: World,
  input: StartSubscription,
): { subscription: Subscription; payment: PaymentResult | null } {
  const begun = openSubscription(world, input);
  const draft = draftSubscriptionInvoice(world, begun, input.customer, "subscription_create");
  const created = world.subscriptions.get(begun.id) ?? begun;
  world.emit("customer.subscription.created", created);
  announceTrialEnd(world, created);
  const invoice = finalizeInvoice(world, draft, input.intent ?? null);
  const payment = invoice.status === "open" ? collect(world, input, invoice.id) : null;
  return { subscription: world.subscriptions.get(begun.id) ?? begun, payment };
}

/** The subscription as it begins, not billed yet. */
export function openSubscription(world: World, input: StartSubscription): Subscription {
  const opened = world.subscriptions.put(build(world, input));
  const { discount } = input;
  return discount ? discountSubscription(world, opened, discount, discount.checkoutSession) : opened;
}

function build(world: World, { customer, lines, settings }: StartSubscription): Subscription {
  const now = world.now(customer.id);
  const [first] = lines;
  if (!first) throw invalidRequest("Missing required param: items.", { code: "parameter_missing", param: "items" });
  if (lines.some((line) => line.price.currency !== first.price.currency)) {
    throw invalidRequest("The price specified only supports one currency at a time.", { param: "items" });
  }
  const trialEnd = settings.trialEnd ?? null;
  const made = subscription(
    {
      ...settings,
      customer: customer.id,
      currency: first.price.currency,
      billingCycleAnchor: trialEnd ?? now,
      testClock: customer.test_clock ?? null,
    },
    now,
  );
  const items = lines.map(({ price, quantity, metadata }) => {
    const end = trialEnd ?? periodEnd(now, now, intervalOf(price));
    const period = { periodStart: now, periodEnd: end };
    return subscriptionItem({ subscription: made.id, price, quantity, metadata, ...period }, now);
  });
  return { ...made, items: { ...made.items, data: items } };
}

function collect(world: World, input: StartSubscription, invoiceId: string): PaymentResult | null {
  const invoice = world.invoices.get(invoiceId);
  if (!invoice) return null;
  if (input.settings.collectionMethod === "send_invoice") return activateUnpaid(world, invoice.parent);
  if (input.paymentBehavior === "default_incomplete") return null;
  const method = methodFor(world, invoice);
  if (!method) {
    throw invalidRequest(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
      { code: "resource_missing" },
    );
  }
  return payInvoice(world, invoice, method, input.payer);
}

type InvoiceParent = { subscription_details: { subscription: string } | null } | null;

/** Whoever is billed by an invoice to be paid later has the service at once. */
function activateUnpaid(world: World, parent: InvoiceParent): null {
  const before = world.subscriptions.get(parent?.subscription_details?.subscription ?? "");
  if (!before) return null;
  const after = world.subscriptions.put({ ...before, status: "active" });
  world.emitUpdate("customer.subscription.updated", before, after);
  return null;
}
