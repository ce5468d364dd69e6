import { translateOrderEvent } from "./order-event";
import type { Translation } from "./translation";

/** An order that waited for payment or approval was withdrawn. */
export function orderCanceled(data: unknown): Translation {
  return translateOrderEvent(data);
}
