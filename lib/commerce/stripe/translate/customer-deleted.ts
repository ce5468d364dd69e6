import { translateCustomerEvent } from "./customer-event";
import type { Translation } from "./translation";

/** The vendor deleted the customer; Stripe cancels its subscriptions, and says so in events of their own. */
export function customerDeleted(object: unknown): Translation {
  return translateCustomerEvent(object, "customer");
}
