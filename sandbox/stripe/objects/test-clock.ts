import { newId } from "../ids";
import type { TestClock } from "../wire";

const keptSeconds = 30 * 86_400;

/** A test clock that stands at `frozenTime`. Unix seconds. */
export function testClock({ frozenTime, name }: { frozenTime: number; name: string | null }, now: number): TestClock {
  return {
    id: newId("clock"),
    object: "test_helpers.test_clock",
    created: now,
    deletes_after: now + keptSeconds,
    frozen_time: frozenTime,
    livemode: false,
    name,
    status: "ready",
    status_details: {},
  };
}
