import type { Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { beginSchedule } from "./begin-schedule";
import { cancelSubscription, expireIncomplete } from "./cancel-subscription";
import { currentPeriodEnd, endPeriod } from "./end-period";
import { changePhase } from "./change-phase";
import { expireCheckout } from "./expire-checkout";
import { keepAppointment } from "./keep-appointment";

const incompleteSeconds = 23 * 3600;
const billed = new Set(["active", "trialing", "past_due", "unpaid"]);

export interface Due {
  /** Unix seconds. */
  at: number;
  run(): void;
}

/** Something that time changes. `next` reads the world anew, so that it may be asked after each change. */
export interface DueSubject {
  customer: string | null;
  next(): Due | null;
}

/** Everything that will happen by itself: sessions expire, periods end, first payments lapse, appointments come. */
export function* findDue(world: World): Iterable<DueSubject> {
  for (const { id, customer, status } of world.checkoutSessions.values()) {
    if (status === "open") yield { customer, next: () => sessionDue(world, id) };
  }
  for (const { id, customer } of world.appointments.values()) {
    yield { customer, next: () => appointmentDue(world, id) };
  }
  for (const { id, customer, status } of world.subscriptionSchedules.values()) {
    if (status === "not_started" || status === "active") yield { customer, next: () => scheduleDue(world, id) };
  }
  for (const { id, customer, ended_at: endedAt } of world.subscriptions.values()) {
    if (endedAt === null) yield { customer, next: () => subscriptionDue(world, id) };
  }
}

function sessionDue(world: World, id: string): Due | null {
  const session = world.checkoutSessions.get(id);
  if (session?.status !== "open") return null;
  return { at: session.expires_at, run: () => void expireCheckout(world, session) };
}

function appointmentDue(world: World, id: string): Due | null {
  const appointment = world.appointments.get(id);
  return appointment ? { at: appointment.at, run: () => keepAppointment(world, appointment) } : null;
}

function scheduleDue(world: World, id: string): Due | null {
  const schedule = world.subscriptionSchedules.get(id);
  if (schedule?.status === "active") return phaseEnd(world, schedule);
  if (schedule?.status !== "not_started") return null;
  const at = schedule.phases[0]?.start_date ?? schedule.created;
  return { at, run: () => announceBeginning(world, schedule) };
}

/** Only a phase that ends within a period: any other ends with it. */
function phaseEnd(world: World, { subscription: id, current_phase: phase }: SubscriptionSchedule): Due | null {
  const subscription = world.subscriptions.get(id ?? "");
  if (!phase || !subscription || subscription.ended_at !== null) return null;
  const at = phase.end_date;
  return at < currentPeriodEnd(subscription) ? { at, run: () => changePhase(world, subscription, at) } : null;
}

function announceBeginning(world: World, schedule: SubscriptionSchedule): void {
  world.emitUpdate("subscription_schedule.updated", schedule, beginSchedule(world, schedule));
}

function subscriptionDue(world: World, id: string): Due | null {
  const subscription = world.subscriptions.get(id);
  if (!subscription || subscription.ended_at !== null) return null;
  if (subscription.status === "incomplete") {
    return { at: subscription.created + incompleteSeconds, run: () => void expireIncomplete(world, subscription) };
  }
  const ending = plannedEnd(world, subscription);
  if (ending) return ending;
  if (!billed.has(subscription.status)) return null;
  return { at: currentPeriodEnd(subscription), run: () => void endPeriod(world, subscription) };
}

/** A planned end that is not the end of the period. */
function plannedEnd(world: World, subscription: Subscription): Due | null {
  const { cancel_at: at, cancel_at_period_end: isAtPeriodEnd } = subscription;
  const comesFirst =
    at !== null && !isAtPeriodEnd && (at < currentPeriodEnd(subscription) || !billed.has(subscription.status));
  if (!comesFirst) return null;
  const reason = "cancellation_requested";
  return { at, run: () => void cancelSubscription(world, subscription, { reason }) };
}
