import { translateCustomerEvent } from "./customer-event";
import type { Translation } from "./translation";

/** Name, address or metadata changed: what kept a purchase from being licensed may be there now. */
export function customerUpdated(object: unknown): Translation {
  return translateCustomerEvent(object, "buyer");
}
