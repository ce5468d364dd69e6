import { mergeMetadata } from "../api/metadata";
import { schedulePhase } from "../objects/subscription-schedule";
import { intervalOf, periodEnd } from "../steps/period";
import { invalidRequest } from "../stripe-error";
import type { Price, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { findPrice } from "./prices";
import type { PhaseParams } from "./subscription-schedule-params";

type Phase = SubscriptionSchedule["phases"][number];

/** The wanted phases of a customer's schedule. Each begins where the one before ends. */
export function readPhases(
  world: World,
  wanted: PhaseParams[],
  { now, start }: { now: number; start: number },
): Phase[] {
  let startDate = start;
  return wanted.map((each, index) => {
    const read = readPhase(world, each, { now, startDate, isFirst: index === 0, param: `phases[${index}]` });
    startDate = read.end_date;
    return read;
  });
}

type Place = { now: number; startDate: number; isFirst: boolean; param: string };

function readPhase(world: World, input: PhaseParams, { now, startDate: follows, isFirst, param }: Place): Phase {
  const items = input.items.map(({ price, quantity = 1, metadata }, index) => ({
    price: findPrice(world, price, `${param}[items][${index}][price]`),
    quantity,
    metadata: mergeMetadata({}, metadata),
  }));
  const [first] = items;
  if (!first) throw invalidRequest("A phase needs at least one item.", { param: `${param}[items]` });
  const startDate = input.start_date === "now" ? now : (input.start_date ?? follows);
  if (startDate !== follows && !isFirst) {
    throw invalidRequest("A phase must start when the one before ends.", { param: `${param}[start_date]` });
  }
  const endDate = input.end_date === "now" ? now : (input.end_date ?? endOf(input, first.price, startDate));
  if (endDate <= startDate) throw invalidRequest("A phase must end after it starts.", { param: `${param}[end_date]` });
  return schedulePhase({
    items: items.map((each) => ({ ...each, price: each.price.id })),
    currency: first.price.currency,
    startDate,
    endDate,
    prorationBehavior: input.proration_behavior,
    metadata: mergeMetadata({}, input.metadata),
    trialEnd: input.trial_end,
  });
}

/** As long as its duration, or so many periods of its price, says; one period where nothing does. */
function endOf({ duration, iterations = 1 }: PhaseParams, price: Price, startDate: number): number {
  if (duration) {
    const { interval, interval_count: count = 1 } = duration;
    return periodEnd(startDate, startDate, { interval, count });
  }
  const { interval, count } = intervalOf(price);
  return periodEnd(startDate, startDate, { interval, count: count * iterations });
}
