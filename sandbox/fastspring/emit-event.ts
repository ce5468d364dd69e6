import { newId } from "./ids";
import { accountObject } from "./objects/account";
import { money, moment } from "./objects/families";
import { orderObject, returnObject } from "./objects/order";
import { subscriptionObject } from "./objects/subscription";
import type { Account, Order, Return, SentEvent, Subscription } from "./records";
import { kept } from "./store";
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
  const contents = { plain: orderObject(world, order), expanded: orderObject(world, order, true) };
  emit(world, type, contents, order.live);
}

type SubscriptionEvent =
  | "activated"
  | "updated"
  | "canceled"
  | "uncanceled"
  | "deactivated"
  | "paused"
  | "resumed"
  | "payment.overdue"
  | "payment.reminder"
  | "trial.reminder";

export function emitSubscription(world: World, what: SubscriptionEvent, subscription: Subscription): void {
  const plain = subscriptionObject(world, subscription);
  const expanded = subscriptionObject(world, subscription, true);
  emit(world, `subscription.${what}`, { plain, expanded }, subscription.live);
}

/** The charge on top, the subscription in it. */
export function emitCharge(world: World, subscription: Subscription, order: Order): void {
  const charge = {
    currency: order.currency,
    ...money("total", order.total, order.currency),
    status: "successful",
    ...moment("timestamp", world.now()),
    sequence: subscription.sequence,
    periods: null,
  };
  const { plain, expanded } = parties(world, subscription);
  emit(
    world,
    "subscription.charge.completed",
    {
      plain: { ...charge, order: order.id, ...plain },
      expanded: { ...charge, order: orderObject(world, order), ...expanded },
    },
    subscription.live,
  );
}

/** A charge that failed is told by its reason alone. */
export function emitFailedCharge(world: World, subscription: Subscription): void {
  const failed = { reason: "CARD_DECLINED", quote: null };
  const { plain, expanded } = parties(world, subscription);
  const contents = { plain: { ...failed, ...plain }, expanded: { ...failed, ...expanded } };
  emit(world, "subscription.charge.failed", contents, subscription.live);
}

function parties(world: World, subscription: Subscription) {
  return {
    plain: { account: subscription.account, subscription: subscription.id },
    expanded: {
      account: accountObject(world, kept(world.accounts, subscription.account)),
      subscription: subscriptionObject(world, subscription, true),
    },
  };
}

export function emitReturn(world: World, returned: Return): void {
  const contents = { plain: returnObject(world, returned), expanded: returnObject(world, returned, true) };
  emit(world, "return.created", contents, world.orders.get(returned.order)?.live);
}

/** A chargeback has few fields, expanded or not, and its order's id. */
export function emitChargeback(world: World, { id, total, currency, live }: Order): void {
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
  emit(world, "chargeback.created", { plain: data, expanded: data }, live);
}

function emit(world: World, type: string, contents: Contents, live = false): void {
  const event = { id: newId(), type, created: world.now(), processed: false, live, ...contents };
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
