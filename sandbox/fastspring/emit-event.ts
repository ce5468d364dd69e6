import { newId } from "./ids";
import { accountObject } from "./objects/account";
import { money, moment } from "./objects/families";
import { orderObject, returnObject } from "./objects/order";
import { periodTotal, subscriptionObject } from "./objects/subscription";
import type { Account, Order, Return, SentEvent, Subscription } from "./records";
import { planDeliveries } from "./webhooks/plan-deliveries";
import type { World } from "./world";

type Contents = Pick<SentEvent, "plain" | "expanded">;

export function emitAccount(world: World, type: "account.created" | "account.updated", account: Account): void {
  const data = accountObject(world, account);
  emit(world, type, { plain: data, expanded: data });
}

export function emitOrder(
  world: World,
  type: "order.completed" | "order.canceled" | "order.failed" | "order.payment.pending",
  order: Order,
): void {
  emit(world, type, { plain: orderObject(world, order), expanded: orderObject(world, order, true) });
}

export function emitSubscription(
  world: World,
  what: "activated" | "updated" | "canceled" | "uncanceled" | "deactivated" | "payment.overdue" | "payment.reminder",
  subscription: Subscription,
): void {
  const plain = subscriptionObject(world, subscription);
  emit(world, `subscription.${what}`, { plain, expanded: subscriptionObject(world, subscription, true) });
}

/** The charge on top, the subscription in it. */
export function emitCharge(
  world: World,
  what: "completed" | "failed",
  subscription: Subscription,
  order: Order | null,
): void {
  const product = world.products.get(subscription.product);
  const account = world.accounts.get(subscription.account);
  const currency = product?.currency ?? "EUR";
  const charge = {
    currency,
    ...money("total", order?.total ?? periodTotal(world, subscription), currency),
    status: what === "completed" ? "successful" : "failed",
    ...moment("timestamp", world.now()),
    sequence: subscription.sequence,
    periods: null,
  };
  const ids = { order: order?.id ?? null, account: subscription.account, subscription: subscription.id };
  const whole = {
    order: order && orderObject(world, order),
    account: account && accountObject(world, account),
    subscription: subscriptionObject(world, subscription, true),
  };
  emit(world, `subscription.charge.${what}`, { plain: { ...charge, ...ids }, expanded: { ...charge, ...whole } });
}

export function emitReturn(world: World, returned: Return): void {
  emit(world, "return.created", {
    plain: returnObject(world, returned),
    expanded: returnObject(world, returned, true),
  });
}

/** A chargeback has few fields, expanded or not, and its order's id. */
export function emitChargeback(world: World, { id, total, currency }: Order): void {
  const data = {
    id,
    reasonCode: "4837",
    reasonDescription: "FRAUDULENT",
    fraudType: "true",
    creationDate: new Date(world.now()).toUTCString(),
    chargebackAmount: total,
    currency,
    order: id,
    status: "NEW",
    paymentMethod: "CREDIT_CARD",
    paymentMethodVariant: "Mastercard",
  };
  emit(world, "chargeback.created", { plain: data, expanded: data });
}

function emit(world: World, type: string, contents: Contents): void {
  const event = { id: newId(), type, created: world.now(), processed: false, ...contents };
  world.events.put(event);
  planDeliveries(world, event);
  if (world.chaos.strikes("twin", type)) resendEvent(world, event);
}

/** A manual resend is the same event under a new id. */
export function resendEvent(world: World, event: SentEvent): SentEvent {
  const again = world.events.put({ ...event, id: newId(), processed: false });
  planDeliveries(world, again);
  return again;
}
