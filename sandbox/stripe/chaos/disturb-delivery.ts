import { newId } from "../ids";
import type { Delivery } from "../records";
import type { Chaos } from "@/sandbox/chaos/chaos";

const shortestRepeatMs = 500;

/** What becomes of a delivery when the chaos switch is on: the same, later, twice, or none at all. */
export function disturbDelivery(chaos: Chaos, delivery: Delivery, about: string): Delivery[] {
  const { reorder_ms: reorderMs, delay_ms: delayMs } = chaos.settings;
  const lost = chaos.strikes("drop", about);
  if (lost) {
    const attempt = { atMs: delivery.createdAtMs, status: null, error: "Dropped by the chaos switch" };
    return [{ ...delivery, attempts: [attempt], status: "failed" }];
  }
  const waitMs =
    (chaos.strikes("delay", about) ? delayMs : 0) +
    (chaos.strikes("reorder", about) ? chaos.someOf(reorderMs, about) : 0);
  const first = { ...delivery, nextAttemptAtMs: delivery.nextAttemptAtMs + waitMs };
  const made = [first];
  if (chaos.strikes("two_at_once", about)) made.push({ ...first, id: newId("del") });
  if (chaos.strikes("duplicate", about)) {
    const laterMs = shortestRepeatMs + chaos.someOf(reorderMs, about);
    made.push({ ...first, id: newId("del"), nextAttemptAtMs: first.nextAttemptAtMs + laterMs });
  }
  return made;
}
