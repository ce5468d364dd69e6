import type { Clock } from "@/sandbox/clock";
import type { EventType } from "./event-types";
import { newId } from "./ids";
import type { Collections } from "./records";
import type { RequestCause } from "./transactions";
import type { StripeEvent } from "./wire";

export const apiVersion = "2026-10-28.endive";

/** Records an event and one delivery for each endpoint that listens to it, in the transaction of the change itself. */
export function emitEvent(
  collections: Collections,
  context: { clock: Clock; cause: RequestCause },
  type: EventType,
  data: StripeEvent["data"],
): void {
  const nowMs = context.clock.nowMs();
  const listeners = [...collections.webhookEndpoints.values()].filter(
    ({ status, enabled_events }) =>
      status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(type)),
  );
  const event = collections.events.put({
    id: newId("evt"),
    object: "event",
    api_version: apiVersion,
    created: Math.floor(nowMs / 1000),
    data,
    livemode: false,
    pending_webhooks: listeners.length,
    request: context.cause,
    type,
  });
  for (const { id } of listeners) {
    const delivery = { id: newId("del"), event: event.id, endpoint: id, createdAtMs: nowMs, nextAttemptAtMs: nowMs };
    collections.deliveries.put({ ...delivery, status: "pending", attempts: [], tries: 0 });
  }
}
