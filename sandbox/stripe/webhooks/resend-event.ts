import { listensTo, newDelivery } from "../emit-event";
import type { StripeEvent, WebhookEndpoint } from "../wire";
import type { World } from "../world";

/** Sends an event once more: to one endpoint, or to every one that listens to its type. The event stays the same. */
export function resendEvent(world: World, event: StripeEvent, only: WebhookEndpoint | null): StripeEvent {
  const endpoints = only ? [only] : [...world.webhookEndpoints.values()].filter((each) => listensTo(each, event.type));
  const nowMs = world.clock.nowMs();
  for (const { id } of endpoints) world.deliveries.put(newDelivery(event.id, id, nowMs));
  return world.events.put({ ...event, pending_webhooks: event.pending_webhooks + endpoints.length });
}
