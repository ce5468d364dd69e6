import type { Invoice, StripeEvent, Subscription } from "../wire";
import type { World } from "../world";
import { renderOldInvoice } from "./render-old-invoice";

/** The last version before the changes that are rendered here (Stripe's changelog, 2025-03-31.basil). */
const firstNewVersion = "2025-03-31";

/** The event as an endpoint of this API version gets it; the account's own version where the endpoint names none. */
export function renderEvent(world: World, event: StripeEvent, version: string | null): object {
  if (version === null || version >= firstNewVersion) return { ...event, api_version: version ?? event.api_version };
  const { previous_attributes: previous } = event.data;
  const object = renderOld(world, event.data.object);
  const data = previous ? { object, previous_attributes: oldPrevious(previous) } : { object };
  return { ...event, api_version: version, data };
}

function renderOld(world: World, object: object): object {
  if (isSubscription(object)) return oldSubscription(object);
  return isInvoice(object) ? renderOldInvoice(world, object) : object;
}

function isSubscription(object: object): object is Subscription {
  return "object" in object && object.object === "subscription";
}

function isInvoice(object: object): object is Invoice {
  return "object" in object && object.object === "invoice";
}

/** The period stood at the subscription, not at its items. */
function oldSubscription(subscription: Subscription): object {
  const { items } = subscription;
  const data = items.data.map(({ current_period_end: _end, current_period_start: _start, ...item }) => item);
  return {
    ...subscription,
    current_period_end: Math.max(...items.data.map((item) => item.current_period_end)),
    current_period_start: Math.min(...items.data.map((item) => item.current_period_start)),
    items: { ...items, data },
    plan: items.data.length === 1 ? items.data[0]?.plan : null,
    quantity: items.data.length === 1 ? items.data[0]?.quantity : null,
  };
}

/** A changed period was told at the top. */
function oldPrevious(previous: object): object {
  if (!("items" in previous)) return previous;
  const { items } = previous;
  const first = periodOf(items);
  return first ? { ...previous, ...first } : previous;
}

function periodOf(items: unknown): object | null {
  if (typeof items !== "object" || items === null || !("data" in items) || !Array.isArray(items.data)) return null;
  const [first]: unknown[] = items.data;
  if (typeof first !== "object" || first === null) return null;
  if (!("current_period_end" in first) || !("current_period_start" in first)) return null;
  const { current_period_end, current_period_start } = first;
  return { current_period_end, current_period_start };
}
