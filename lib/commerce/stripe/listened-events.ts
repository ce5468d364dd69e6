import { paymentEvents } from "./listened-payment-events";
import { subscriptionEvents } from "./listened-subscription-events";
import type { ListenedEvents } from "./translate/translation";

/** Every event type that Usher listens to, and why. All other types are stored and ignored. */
export const listenedEvents: ListenedEvents = { ...paymentEvents, ...subscriptionEvents };
