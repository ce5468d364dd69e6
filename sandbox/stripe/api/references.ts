import type { LineItem } from "../wire";
import type { World } from "../world";
import { listOf } from "../objects/list";

/** The object behind an id, for `expand`. */
export function findById(world: World, id: string): object | undefined {
  const [prefix = ""] = id.split("_");
  switch (prefix) {
    case "cus":
      return world.customers.get(id) ?? deletedCustomer(world, id);
    case "sub":
      return world.subscriptions.get(id) ?? world.subscriptionSchedules.get(id);
    case "in":
      return world.invoices.get(id);
    case "pi":
      return world.paymentIntents.get(id);
    case "pm":
      return world.paymentMethods.get(id);
    default:
      return findElsewhere(world, id);
  }
}

function findElsewhere(world: World, id: string): object | undefined {
  const others = [
    world.products,
    world.prices,
    world.charges,
    world.setupIntents,
    world.balanceTransactions,
    world.refunds,
    world.disputes,
    world.checkoutSessions,
    world.paymentLinks,
    world.portalConfigurations,
    world.coupons,
    world.promotionCodes,
    world.discounts,
    world.subscriptionSchedules,
    world.testClocks,
  ];
  for (const collection of others) {
    const found = collection.get(id);
    if (found) return found;
  }
  return undefined;
}

export function deletedCustomer(world: World, id: string): object | undefined {
  return world.deletedCustomers.get(id) ? { id, object: "customer", deleted: true } : undefined;
}

/** Fields that Stripe leaves out unless they are asked for by `expand`. */
export function findIncludable(world: World, owner: Record<string, unknown>, key: string): unknown {
  const id = String(owner.id);
  switch (`${String(owner.object)}.${key}`) {
    case "checkout.session.line_items":
      return lineItemsOf(world.checkoutPlans.get(id), `/v1/checkout/sessions/${id}/line_items`);
    case "payment_link.line_items":
      return lineItemsOf(world.paymentLinkLines.get(id), `/v1/payment_links/${id}/line_items`);
    case "customer.subscriptions": {
      const live = world.subscriptions
        .newestFirst()
        .filter((each) => each.customer === id && each.status !== "canceled");
      return listOf(live, `/v1/customers/${id}/subscriptions`);
    }
    case "customer.sources":
      return listOf([], `/v1/customers/${id}/sources`);
    case "customer.tax_ids":
      return listOf([], `/v1/customers/${id}/tax_ids`);
    case "invoice.payments": {
      const payments = world.invoicePayments.newestFirst().filter((each) => each.invoice === id);
      return listOf(payments, `/v1/invoice_payments?invoice=${id}`);
    }
    case "invoice.confirmation_secret":
      return confirmationSecret(world, id);
    case "charge.refunds": {
      const refunds = world.refunds.newestFirst().filter((each) => each.charge === id);
      return listOf(refunds, `/v1/charges/${id}/refunds`);
    }
    default:
      return undefined;
  }
}

function lineItemsOf(owner: { lineItems: LineItem[] } | undefined, url: string): object {
  return listOf(owner?.lineItems ?? [], url);
}

function confirmationSecret(world: World, invoice: string): object | null {
  for (const each of world.invoicePayments.newestFirst()) {
    const intent = each.invoice === invoice ? world.paymentIntents.get(each.payment.payment_intent ?? "") : undefined;
    if (intent?.client_secret) return { client_secret: intent.client_secret, type: "payment_intent" };
  }
  return null;
}
