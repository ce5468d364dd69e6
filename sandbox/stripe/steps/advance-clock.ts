import { StripeError, invalidRequest } from "../stripe-error";
import type { TestClock } from "../wire";
import type { World } from "../world";
import type { Due } from "./find-due";
import { findDue } from "./find-due";

const byItself = { id: null, idempotency_key: null };
/** More things than this between two times can only be a clock that was sent centuries ahead. */
const mostSteps = 10_000;

/** Sends a clock on its way; `finishAdvances` brings it there. */
export function advanceClock(world: World, clock: TestClock, frozenTime: number): TestClock {
  if (clock.status !== "ready") {
    throw new StripeError(429, "rate_limit_error", "Test clock advancement underway - cannot perform modifications.", {
      code: "lock_timeout",
    });
  }
  if (frozenTime <= clock.frozen_time) {
    throw invalidRequest("The `frozen_time` must be after the clock's current frozen time.", { param: "frozen_time" });
  }
  const status_details = { advancing: { target_frozen_time: frozenTime } };
  const moving = world.testClocks.put({ ...clock, status: "advancing", status_details });
  world.emit("test_helpers.test_clock.advancing", moving);
  return moving;
}

/** Lets everything happen on the way of each advancing clock, at its own time and in order; then the clock is ready. */
export function finishAdvances(world: World): void {
  for (const { id } of world.testClocks.values()) {
    let steps = 0;
    while (world.testClocks.get(id)?.status === "advancing") {
      const isTooFar = (steps += 1) > mostSteps;
      try {
        world.transact(byItself, () => stepClock(world, id, isTooFar));
      } catch (error) {
        world.transact(byItself, () => stop(world, id, "internal_failure"));
        throw error;
      }
    }
  }
}

function stepClock(world: World, id: string, isTooFar: boolean): void {
  const clock = world.testClocks.get(id);
  const target = clock?.status_details.advancing?.target_frozen_time;
  if (!clock || target === undefined) return;
  if (isTooFar) return stop(world, id, "internal_failure");
  const due = nextOf(world, id);
  if (!due || due.at > target) {
    world.testClocks.put({ ...clock, frozen_time: target });
    return stop(world, id, "ready");
  }
  world.testClocks.put({ ...clock, frozen_time: Math.max(clock.frozen_time, due.at) });
  due.run();
}

function nextOf(world: World, clock: string): Due | null {
  let first: Due | null = null;
  for (const { customer, next } of findDue(world)) {
    if (!customer || world.customers.get(customer)?.test_clock !== clock) continue;
    const due = next();
    if (due && (!first || due.at < first.at)) first = due;
  }
  return first;
}

function stop(world: World, id: string, status: "ready" | "internal_failure"): void {
  const clock = world.testClocks.get(id);
  if (!clock) return;
  const stopped = world.testClocks.put({ ...clock, status, status_details: {} });
  world.emit(`test_helpers.test_clock.${status}`, stopped);
}
