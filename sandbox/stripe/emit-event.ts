import type { Clock } from "@/sandbox/clock";
import type { Chaos } from "@/sandbox/chaos/chaos";
import { disturbDelivery } from "./chaos/disturb-delivery";
import type { EventType } from "./event-types";
import { newId } from "./ids";
import type { Collections, Delivery } from "./records";
import type { RequestCause } from "./transactions";
import type { StripeEvent, WebhookEndpoint } from "./wire";

export const apiVersion = "2026-10-28.endive";

export interface EmitContext {
  clock: Clock;
  cause: RequestCause;
  chaos: Chaos;
}

/** Records an event and one delivery for each endpoint that listens to it, in the transaction of the change itself. */
export function emitEvent(
  collections: Collections,
  context: EmitContext,
  type: EventType,
  data: StripeEvent["data"],
): void {
  recordEvent(collections, context, type, data);
  // Stripe: "In some cases, two separate Event objects are generated and sent" (Handle duplicate events).
  if (context.chaos.strikes("twin", type)) recordEvent(collections, context, type, data);
}

function recordEvent(collections: Collections, context: EmitContext, type: EventType, data: StripeEvent["data"]): void {
  const nowMs = context.clock.nowMs();
  const id = newId("evt");
  const deliveries = [...collections.webhookEndpoints.values()]
    .filter((endpoint) => listensTo(endpoint, type))
    .flatMap((endpoint) => disturbDelivery(context.chaos, newDelivery(id, endpoint.id, nowMs), type));
  collections.events.put({
    id,
    object: "event",
    api_version: apiVersion,
    created: Math.floor(nowMs / 1000),
    data,
    livemode: false,
    pending_webhooks: deliveries.length,
    request: context.cause,
    type,
  });
  for (const each of deliveries) {
    if (each.status === "pending") collections.deliveries.put(each);
    else collections.pastDeliveries.put(each);
  }
}

export function listensTo({ status, enabled_events: types }: WebhookEndpoint, type: string): boolean {
  return status === "enabled" && (types.includes("*") || types.includes(type));
}

/** An event that is to be sent to an endpoint now. */
export function newDelivery(event: string, endpoint: string, nowMs: number): Delivery {
  const times = { createdAtMs: nowMs, nextAttemptAtMs: nowMs };
  return { id: newId("del"), event, endpoint, ...times, status: "pending", attempts: [], tries: 0 };
}
