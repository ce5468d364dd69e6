import { checkoutSessionAsyncPaymentFailed } from "./translate/checkout-session-async-payment-failed";
import { checkoutSessionAsyncPaymentSucceeded } from "./translate/checkout-session-async-payment-succeeded";
import { checkoutSessionCompleted } from "./translate/checkout-session-completed";
import { checkoutSessionExpired } from "./translate/checkout-session-expired";
import { customerSubscriptionCreated } from "./translate/customer-subscription-created";
import { customerSubscriptionDeleted } from "./translate/customer-subscription-deleted";
import { customerSubscriptionPaused } from "./translate/customer-subscription-paused";
import { customerSubscriptionResumed } from "./translate/customer-subscription-resumed";
import { customerSubscriptionUpdated } from "./translate/customer-subscription-updated";
import { invoicePaid } from "./translate/invoice-paid";
import { invoicePaymentFailed } from "./translate/invoice-payment-failed";
import { paymentIntentSucceeded } from "./translate/payment-intent-succeeded";
import type { Translator } from "./translate/translation";

/** Every event type that Usher listens to, and why. All other types are stored and ignored. */
export const listenedEvents: Readonly<Record<string, { why: string; translate: Translator }>> = {
  "checkout.session.completed": {
    why: "The first sign that something was bought, and the only one for a one-time order.",
    translate: checkoutSessionCompleted,
  },
  "checkout.session.async_payment_succeeded": {
    why: "A delayed payment method cleared: the order is paid only now.",
    translate: checkoutSessionAsyncPaymentSucceeded,
  },
  "checkout.session.async_payment_failed": {
    why: "A delayed payment method failed: the order will not be paid.",
    translate: checkoutSessionAsyncPaymentFailed,
  },
  "checkout.session.expired": {
    why: "A one-time checkout ran out: its purchase intent can be closed.",
    translate: checkoutSessionExpired,
  },
  "customer.subscription.created": {
    why: "A subscription was made, in our checkout or anywhere else.",
    translate: customerSubscriptionCreated,
  },
  "customer.subscription.updated": {
    why: "Status, seats, plan or the planned end changed.",
    translate: customerSubscriptionUpdated,
  },
  "customer.subscription.deleted": {
    why: "The subscription ended: its licenses end with it.",
    translate: customerSubscriptionDeleted,
  },
  "customer.subscription.paused": {
    why: "The subscription stands still: its licenses are suspended.",
    translate: customerSubscriptionPaused,
  },
  "customer.subscription.resumed": {
    why: "The subscription runs again: its licenses are restored.",
    translate: customerSubscriptionResumed,
  },
  "invoice.paid": {
    why: "A payment arrived: a license in doubt is safe again.",
    translate: invoicePaid,
  },
  "invoice.payment_failed": {
    why: "A payment failed: the grace period may begin.",
    translate: invoicePaymentFailed,
  },
  "payment_intent.succeeded": {
    why: "Listed because most endpoints send it; the purchase is told by other events.",
    translate: paymentIntentSucceeded,
  },
};
