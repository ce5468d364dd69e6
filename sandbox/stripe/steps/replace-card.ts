import type { Customer, Invoice, PaymentMethod, Subscription } from "../wire";
import type { World } from "../world";
import { isBeingPaid, payInvoice } from "./pay-invoice";
import { attachPaymentMethod, setDefaultMethod } from "./save-payment-method";

/** Makes a new card the one everything is charged to, and tries what is still owed with it. */
export function replaceCard(world: World, customer: Customer, method: PaymentMethod): void {
  const attached = attachPaymentMethod(world, method, customer.id);
  setDefaultMethod(world, customer.id, attached.id);
  for (const subscription of world.subscriptions.newestFirst()) {
    if (subscription.customer !== customer.id || subscription.ended_at !== null) continue;
    const changed = world.subscriptions.put({ ...subscription, default_payment_method: attached.id });
    world.emitUpdate("customer.subscription.updated", subscription, changed);
    for (const invoice of openInvoices(world, subscription)) payInvoice(world, invoice, attached, { offSession: true });
  }
}

/** Oldest first. */
function openInvoices(world: World, { id }: Subscription): Invoice[] {
  return [...world.invoices.values()].filter(
    (each) =>
      each.status === "open" && !isBeingPaid(world, each) && each.parent?.subscription_details?.subscription === id,
  );
}
