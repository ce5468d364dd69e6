import { chargeDisputeClosed } from "./translate/charge-dispute-closed";
import { chargeDisputeCreated } from "./translate/charge-dispute-created";
import { chargeDisputeFundsReinstated } from "./translate/charge-dispute-funds-reinstated";
import { chargeDisputeFundsWithdrawn } from "./translate/charge-dispute-funds-withdrawn";
import { chargeDisputeUpdated } from "./translate/charge-dispute-updated";
import { chargeRefundUpdated } from "./translate/charge-refund-updated";
import { chargeRefunded } from "./translate/charge-refunded";
import { checkoutSessionAsyncPaymentFailed } from "./translate/checkout-session-async-payment-failed";
import { checkoutSessionAsyncPaymentSucceeded } from "./translate/checkout-session-async-payment-succeeded";
import { checkoutSessionCompleted } from "./translate/checkout-session-completed";
import { checkoutSessionExpired } from "./translate/checkout-session-expired";
import { customerDeleted } from "./translate/customer-deleted";
import { customerUpdated } from "./translate/customer-updated";
import { paymentIntentSucceeded } from "./translate/payment-intent-succeeded";
import { radarEarlyFraudWarningCreated } from "./translate/radar-early-fraud-warning-created";
import { refundCreated } from "./translate/refund-created";
import { refundFailed } from "./translate/refund-failed";
import { refundUpdated } from "./translate/refund-updated";
import type { ListenedEvents } from "./translate/translation";

/** Checkouts and their money, and the customers who pay. */
export const paymentEvents: ListenedEvents = {
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
  "payment_intent.succeeded": {
    why: "Listed because most endpoints send it; the purchase is told by other events.",
    translate: paymentIntentSucceeded,
  },
  "charge.refunded": {
    why: "Money of a purchase went back: its licenses may end.",
    translate: chargeRefunded,
  },
  "refund.created": {
    why: "A refund has details that the charge has not: amount, status and which lines.",
    translate: refundCreated,
  },
  "refund.updated": {
    why: "A refund may have become final, or void.",
    translate: refundUpdated,
  },
  "refund.failed": {
    why: "The refund did not happen: what it took away comes back.",
    translate: refundFailed,
  },
  "charge.refund.updated": {
    why: "The older name of refund.updated, for endpoints that still have it.",
    translate: chargeRefundUpdated,
  },
  "charge.dispute.created": {
    why: "The payment is contested: its licenses are suspended meanwhile.",
    translate: chargeDisputeCreated,
  },
  "charge.dispute.updated": {
    why: "A dispute moved on; it may have been decided.",
    translate: chargeDisputeUpdated,
  },
  "charge.dispute.closed": {
    why: "A dispute was decided: licenses come back, or end.",
    translate: chargeDisputeClosed,
  },
  "charge.dispute.funds_withdrawn": {
    why: "The contested money is gone for now: the dispute is a real one.",
    translate: chargeDisputeFundsWithdrawn,
  },
  "charge.dispute.funds_reinstated": {
    why: "The contested money is back: the dispute was won.",
    translate: chargeDisputeFundsReinstated,
  },
  "customer.updated": {
    why: "A purchase may have waited for a name, an address or a licensee id.",
    translate: customerUpdated,
  },
  "customer.deleted": {
    why: "The customer is gone at Stripe: support has to know, licenses follow their subscriptions.",
    translate: customerDeleted,
  },
  "radar.early_fraud_warning.created": {
    why: "Listed because vendors ask: a suspicion alone changes nothing.",
    translate: radarEarlyFraudWarningCreated,
  },
};
