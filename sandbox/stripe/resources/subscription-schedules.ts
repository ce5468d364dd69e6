import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { schedulePhase, subscriptionSchedule } from "../objects/subscription-schedule";
import { invalidRequest, resourceMissing } from "../stripe-error";
import { cancelSubscription } from "../steps/cancel-subscription";
import { currentPeriodEnd } from "../steps/end-period";
import { closeSchedule, releaseSchedule } from "../steps/end-schedule";
import { intervalOf, periodEnd } from "../steps/period";
import type { SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { findPrice } from "./prices";
import { findSubscription } from "./subscriptions";

const moment = z.union([z.literal("now"), field.integer]).optional();
const phaseParams = z.strictObject({
  duration: z
    .strictObject({ interval: z.enum(["day", "week", "month", "year"]), interval_count: field.integer.optional() })
    .optional(),
  end_date: moment,
  items: z.array(
    z.strictObject({ metadata: field.metadata.optional(), price: field.text, quantity: field.quantity.optional() }),
  ),
  metadata: field.metadata.optional(),
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
  start_date: moment,
});
const updateParams = z.strictObject({
  default_settings: field.accepted,
  end_behavior: z.enum(["cancel", "release"]).optional(),
  metadata: field.metadata.optional(),
  phases: z.array(phaseParams).optional(),
  proration_behavior: field.accepted,
});
/** Only what follows a running subscription; schedules that begin one are not offered. */
const createParams = z.strictObject({ from_subscription: field.text, metadata: field.metadata.optional() });
const cancelParams = z.strictObject({ invoice_now: field.accepted, prorate: field.accepted });
const releaseParams = z.strictObject({ preserve_cancel_date: field.accepted });
const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
});

type PhaseParams = z.output<typeof phaseParams>;
type Phase = SubscriptionSchedule["phases"][number];

function find(world: World, id: string): SubscriptionSchedule {
  const found = world.subscriptionSchedules.get(id);
  if (!found) throw resourceMissing("subscription schedule", id, "schedule");
  return found;
}

function findActive(world: World, id: string): SubscriptionSchedule {
  const found = find(world, id);
  if (found.status === "active") return found;
  throw invalidRequest(
    `You cannot change a subscription schedule that is currently in the \`${found.status}\` status.`,
  );
}

function create(world: World, input: z.output<typeof createParams>): SubscriptionSchedule {
  const owner = findSubscription(world, input.from_subscription, "from_subscription");
  if (owner.schedule || owner.ended_at !== null) {
    throw invalidRequest(
      `You cannot migrate a subscription that is ${owner.schedule ? "already attached to a schedule" : owner.status}: \`${owner.id}\`.`,
    );
  }
  const phase = schedulePhase({
    items: owner.items.data.map(({ price, quantity = 1, metadata }) => ({ price: price.id, quantity, metadata })),
    currency: owner.currency,
    startDate: Math.min(...owner.items.data.map((item) => item.current_period_start)),
    endDate: currentPeriodEnd(owner),
  });
  const made = subscriptionSchedule(owner, phase, world.now(owner.customer));
  const kept = world.subscriptionSchedules.put({ ...made, metadata: mergeMetadata({}, input.metadata) });
  world.emit("subscription_schedule.created", kept);
  const attached = world.subscriptions.put({ ...owner, schedule: kept.id });
  world.emitUpdate("customer.subscription.updated", owner, attached);
  return kept;
}

function update(world: World, present: SubscriptionSchedule, input: z.output<typeof updateParams>) {
  const phases = input.phases ? readPhases(world, present, input.phases) : present.phases;
  const current = phases.find((each) => each.start_date === present.current_phase?.start_date);
  if (!current) throw invalidRequest("You can not remove or move the current phase.", { param: "phases" });
  const changed = world.subscriptionSchedules.put({
    ...present,
    current_phase: { end_date: current.end_date, start_date: current.start_date },
    end_behavior: input.end_behavior ?? present.end_behavior,
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
    phases,
  });
  world.emitUpdate("subscription_schedule.updated", present, changed);
  return changed;
}

/** Each phase begins where the one before ends. */
function readPhases(world: World, present: SubscriptionSchedule, wanted: PhaseParams[]): Phase[] {
  let startDate = present.phases[0]?.start_date ?? world.now(present.customer);
  return wanted.map((each, index) => {
    const read = readPhase(world, present, each, { startDate, param: `phases[${index}]` });
    startDate = read.end_date;
    return read;
  });
}

function readPhase(
  world: World,
  present: SubscriptionSchedule,
  input: PhaseParams,
  { startDate: follows, param }: { startDate: number; param: string },
): Phase {
  const items = input.items.map(({ price, quantity = 1, metadata }, index) => ({
    price: findPrice(world, price, `${param}[items][${index}][price]`),
    quantity,
    metadata: mergeMetadata({}, metadata),
  }));
  const [first] = items;
  if (!first) throw invalidRequest("A phase needs at least one item.", { param: `${param}[items]` });
  const now = world.now(present.customer);
  const startDate = input.start_date === "now" ? now : (input.start_date ?? follows);
  const { interval, interval_count: count = 1 } = input.duration ?? {};
  const length = interval ? { interval, count } : intervalOf(first.price);
  const end = input.end_date === "now" ? now : input.end_date;
  const endDate = end ?? periodEnd(startDate, startDate, length);
  if (endDate <= startDate) throw invalidRequest("A phase must end after it starts.", { param: `${param}[end_date]` });
  return schedulePhase({
    items: items.map((each) => ({ ...each, price: each.price.id })),
    currency: first.price.currency,
    startDate,
    endDate,
    prorationBehavior: input.proration_behavior,
    metadata: mergeMetadata({}, input.metadata),
  });
}

const path = "/v1/subscription_schedules";

export const subscriptionScheduleRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, listParams, ({ world, input }) => {
    const found = world.subscriptionSchedules
      .newestFirst()
      .filter((each) => input.customer === undefined || each.customer === input.customer)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => update(world, findActive(world, id), input)),
  route("POST", `${path}/:id/release`, releaseParams, ({ world, id }) => releaseSchedule(world, findActive(world, id))),
  route("POST", `${path}/:id/cancel`, cancelParams, ({ world, id }) => {
    const schedule = findActive(world, id);
    const owner = world.subscriptions.get(schedule.subscription ?? "");
    if (owner?.ended_at === null) cancelSubscription(world, owner, { reason: "cancellation_requested" });
    return closeSchedule(world, schedule, "canceled");
  }),
];
