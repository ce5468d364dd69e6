import { translateOrderEvent } from "./order-event";
import type { Translation } from "./translation";

/** An order was paid and fulfilled; sent for first purchases of subscriptions too, never for renewals. */
export function orderCompleted(data: unknown): Translation {
  return translateOrderEvent(data);
}
