import { newId } from "../ids";
import type { SentEvent } from "../records";
import type { World } from "../world";

const shortestRepeatMs = 500;

/** Puts the event on its way to every webhook; the chaos switch makes it late, double or lost. */
export function planDeliveries(world: World, event: SentEvent): void {
  const { chaos } = world;
  const { reorder_ms: reorderMs, delay_ms: delayMs } = chaos.settings;
  for (const { url } of world.webhooks) {
    const lost = chaos.strikes("drop", event.type);
    const waitMs =
      (chaos.strikes("delay", event.type) ? delayMs : 0) +
      (chaos.strikes("reorder", event.type) ? chaos.someOf(reorderMs, event.type) : 0);
    const isTwice = chaos.strikes("two_at_once", event.type);
    const later = chaos.strikes("duplicate", event.type) ? [{ lane: 0, afterMs: shortestRepeatMs + reorderMs }] : [];
    const atOnce = [{ lane: 0, afterMs: 0 }, ...(isTwice ? [{ lane: 1, afterMs: 0 }] : [])];
    for (const { lane, afterMs } of lost ? [] : [...atOnce, ...later]) {
      world.deliveries.put({
        id: newId(),
        event: event.id,
        webhook: url,
        status: "pending",
        tries: 0,
        nextAttemptAtMs: world.now() + waitMs + afterMs,
        createdAtMs: world.now(),
        lastAnswer: null,
        lane,
      });
    }
  }
  world.announce();
}
