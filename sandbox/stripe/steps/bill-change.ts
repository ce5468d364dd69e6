import type { Invoice, Subscription } from "../wire";
import type { World } from "../world";
import type { PaymentResult } from "./confirm-payment-intent";
import { draftItemsInvoice } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { methodFor, payInvoice } from "./pay-invoice";

/** Opens the invoice over what a change costs at once. */
export function draftChangeInvoice(world: World, after: Subscription): Invoice | null {
  const customer = world.customers.get(after.customer);
  if (!customer) return null;
  const now = world.now(after.customer);
  const settings = {
    customer,
    currency: after.currency,
    billingReason: "subscription_update",
    collectionMethod: after.collection_method,
    defaultPaymentMethod: after.default_payment_method,
    autoAdvance: true,
    subscription: { id: after.id, metadata: after.metadata },
    periodStart: now,
    periodEnd: now,
  };
  return draftItemsInvoice(world, settings, after);
}

/** Collects what a change costs; null where nothing was tried. */
export function billChange(
  world: World,
  after: Subscription,
  { paysLater, offSession }: { paysLater: boolean; offSession: boolean },
): PaymentResult | null {
  const draft = draftChangeInvoice(world, after);
  if (!draft) return null;
  const invoice = finalizeInvoice(world, draft);
  const method = methodFor(world, invoice);
  const isCharged = invoice.status === "open" && method && !paysLater && after.collection_method !== "send_invoice";
  return isCharged ? payInvoice(world, invoice, method, { offSession }) : null;
}
