import { newId } from "../ids";
import type { SentEvent } from "../records";
import type { World } from "../world";

/** Puts the event on its way to every webhook; the chaos switch makes it late, double or lost. */
export function planDeliveries(world: World, event: SentEvent): void {
  const { chaos } = world;
  const { reorder_ms: reorderMs, delay_ms: delayMs } = chaos.settings;
  for (const { url } of world.webhooks) {
    const lost = chaos.strikes("drop", event.type);
    const waitMs =
      (chaos.strikes("delay", event.type) ? delayMs : 0) +
      (chaos.strikes("reorder", event.type) ? chaos.someOf(reorderMs, event.type) : 0);
    const copies = lost ? 0 : chaos.strikes("duplicate", event.type) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      world.deliveries.put({
        id: newId(),
        event: event.id,
        webhook: url,
        status: "pending",
        tries: 0,
        nextAttemptAtMs: world.now() + waitMs + copy * reorderMs,
        createdAtMs: world.now(),
        lastAnswer: null,
      });
    }
  }
  world.announce();
}
