import { invalidRequest } from "../stripe-error";
import type { Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { announceTrialEnd } from "./announce-trial-end";
import { billRenewal } from "./bill-renewal";
import { draftSubscriptionInvoice } from "./draft-invoice";
import { openSubscription } from "./start-subscription";

/** The first phase begins: the subscription is made, runs at once, and is billed as a renewal is, with nobody there. */
export function beginSchedule(world: World, schedule: SubscriptionSchedule): SubscriptionSchedule {
  const begun = open(world, schedule);
  const [first] = schedule.phases;
  const running = world.subscriptionSchedules.put({
    ...schedule,
    current_phase: first ? { end_date: first.end_date, start_date: first.start_date } : null,
    status: "active",
    subscription: begun.id,
  });
  bill(world, begun);
  return running;
}

function open(world: World, { id, customer: owner, phases, default_settings }: SubscriptionSchedule): Subscription {
  const customer = world.customers.get(owner);
  const [phase] = phases;
  if (!customer || !phase) throw invalidRequest("The schedule has no customer or no phase.", { param: "phases" });
  const lines = phase.items.flatMap(({ price: priceId, quantity = 1, metadata }) => {
    const price = world.prices.get(priceId);
    return price ? [{ price, quantity, metadata: metadata ?? {} }] : [];
  });
  const settings = {
    defaultPaymentMethod: default_settings.default_payment_method,
    metadata: phase.metadata ?? {},
    trialEnd: phase.trial_end,
  };
  const opened = openSubscription(world, { customer, lines, settings, paymentBehavior: "allow_incomplete", payer: {} });
  const status = opened.status === "trialing" ? "trialing" : "active";
  return world.subscriptions.put({ ...opened, schedule: id, status });
}

function bill(world: World, begun: Subscription): void {
  const customer = world.customers.get(begun.customer);
  if (!customer) return;
  const draft = draftSubscriptionInvoice(world, begun, customer, "subscription_create");
  const present = world.subscriptions.get(begun.id) ?? begun;
  world.emit("customer.subscription.created", present);
  announceTrialEnd(world, present);
  billRenewal(world, present, draft);
}
