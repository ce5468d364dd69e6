import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { subscriptionSchedule } from "../objects/subscription-schedule";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import { beginSchedule } from "../steps/begin-schedule";
import { cancelSubscription } from "../steps/cancel-subscription";
import { cancelSchedule, releaseSchedule } from "../steps/end-schedule";
import { followSubscription } from "../steps/follow-subscription";
import { findPaymentMethod } from "../steps/save-payment-method";
import type { SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import { readPhases } from "./read-phases";
import type { CreateParams, UpdateParams } from "./subscription-schedule-params";
import { cancelParams, createParams, listParams, releaseParams, updateParams } from "./subscription-schedule-params";
import { findSubscription } from "./subscriptions";

function find(world: World, id: string): SubscriptionSchedule {
  const found = world.subscriptionSchedules.get(id);
  if (!found) throw resourceMissing("subscription schedule", id, "schedule");
  return found;
}

function findOpen(world: World, id: string): SubscriptionSchedule {
  const found = find(world, id);
  if (found.status === "active" || found.status === "not_started") return found;
  throw invalidRequest(
    `You cannot change a subscription schedule that is currently in the \`${found.status}\` status.`,
  );
}

function create(world: World, input: CreateParams): SubscriptionSchedule {
  if (input.from_subscription === undefined) return createForCustomer(world, input);
  const { customer, phases, start_date: startDate, end_behavior: endBehavior } = input;
  if (customer ?? phases ?? startDate ?? endBehavior) {
    throw invalidRequest("You cannot set `from_subscription` with other parameters.", { param: "from_subscription" });
  }
  const owner = findSubscription(world, input.from_subscription, "from_subscription");
  return followSubscription(world, owner, mergeMetadata({}, input.metadata));
}

function createForCustomer(world: World, input: CreateParams): SubscriptionSchedule {
  const { customer, first, phases, now } = readPlan(world, input);
  const made = subscriptionSchedule({ customer: customer.id, test_clock: customer.test_clock ?? null }, first, now);
  const method = input.default_settings?.default_payment_method;
  const default_payment_method = method ? findPaymentMethod(world, method, "default_settings").id : null;
  const planned = world.subscriptionSchedules.put({
    ...made,
    default_settings: { ...made.default_settings, default_payment_method },
    end_behavior: input.end_behavior ?? made.end_behavior,
    metadata: mergeMetadata({}, input.metadata),
    phases,
  });
  const kept = first.start_date === now ? beginSchedule(world, planned) : planned;
  world.emit("subscription_schedule.created", kept);
  return kept;
}

function readPlan(world: World, { customer: id, phases: wanted, start_date: startDate }: CreateParams) {
  if (!id) throw parameterMissing("customer");
  if (!wanted) throw parameterMissing("phases");
  if (startDate === undefined) throw parameterMissing("start_date");
  const customer = findCustomer(world, id, "customer");
  const now = world.now(customer.id);
  const start = startDate === "now" ? now : startDate;
  if (start < now) {
    throw invalidRequest("The sandbox offers no schedule that begins in the past.", { param: "start_date" });
  }
  const phases = readPhases(world, wanted, { now, start });
  const [first] = phases;
  if (!first) throw parameterMissing("phases[0]");
  return { customer, first, phases, now };
}

function update(world: World, present: SubscriptionSchedule, input: UpdateParams): SubscriptionSchedule {
  const now = world.now(present.customer);
  const start = present.phases[0]?.start_date ?? now;
  const phases = input.phases ? readPhases(world, input.phases, { now, start }) : present.phases;
  const current = phases.find((each) => each.start_date === present.current_phase?.start_date);
  if (present.status === "active" && !current) {
    throw invalidRequest("You can not remove or move the current phase.", { param: "phases" });
  }
  const changed = world.subscriptionSchedules.put({
    ...present,
    current_phase: current ? { end_date: current.end_date, start_date: current.start_date } : null,
    end_behavior: input.end_behavior ?? present.end_behavior,
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
    phases,
  });
  world.emitUpdate("subscription_schedule.updated", present, changed);
  return changed;
}

/** The CLI's own `trigger subscription_schedule.aborted` is the cancellation of a schedule that has not begun. */
function cancel(world: World, schedule: SubscriptionSchedule): SubscriptionSchedule {
  const owner = world.subscriptions.get(schedule.subscription ?? "");
  if (owner?.ended_at !== null) return cancelSchedule(world, schedule, "aborted");
  cancelSubscription(world, owner, { reason: "cancellation_requested" });
  return find(world, schedule.id);
}

const path = "/v1/subscription_schedules";

export const subscriptionScheduleRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, listParams, ({ world, input }) => {
    const found = world.subscriptionSchedules
      .newestFirst()
      .filter((each) => input.customer === undefined || each.customer === input.customer)
      .filter((each) => !input.scheduled || each.status === "not_started")
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => update(world, findOpen(world, id), input)),
  route("POST", `${path}/:id/release`, releaseParams, ({ world, id }) => releaseSchedule(world, findOpen(world, id))),
  route("POST", `${path}/:id/cancel`, cancelParams, ({ world, id }) => cancel(world, findOpen(world, id))),
];
