import { customerSubscriptionCreated } from "./translate/customer-subscription-created";
import { customerSubscriptionDeleted } from "./translate/customer-subscription-deleted";
import { customerSubscriptionPaused } from "./translate/customer-subscription-paused";
import { customerSubscriptionPendingUpdateApplied } from "./translate/customer-subscription-pending-update-applied";
import { customerSubscriptionPendingUpdateExpired } from "./translate/customer-subscription-pending-update-expired";
import { customerSubscriptionResumed } from "./translate/customer-subscription-resumed";
import { customerSubscriptionTrialWillEnd } from "./translate/customer-subscription-trial-will-end";
import { customerSubscriptionUpdated } from "./translate/customer-subscription-updated";
import { invoiceFinalizationFailed } from "./translate/invoice-finalization-failed";
import { invoiceMarkedUncollectible } from "./translate/invoice-marked-uncollectible";
import { invoicePaid } from "./translate/invoice-paid";
import { invoicePaymentActionRequired } from "./translate/invoice-payment-action-required";
import { invoicePaymentFailed } from "./translate/invoice-payment-failed";
import { invoiceVoided } from "./translate/invoice-voided";
import { subscriptionScheduleAborted } from "./translate/subscription-schedule-aborted";
import { subscriptionScheduleCanceled } from "./translate/subscription-schedule-canceled";
import { subscriptionScheduleCompleted } from "./translate/subscription-schedule-completed";
import { subscriptionScheduleReleased } from "./translate/subscription-schedule-released";
import { subscriptionScheduleUpdated } from "./translate/subscription-schedule-updated";
import type { ListenedEvents } from "./translate/translation";

/** Subscriptions, what they are billed, and what is planned for them. */
export const subscriptionEvents: ListenedEvents = {
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
  "customer.subscription.trial_will_end": {
    why: "A trial is about to end: a good moment to find out that an event was missed.",
    translate: customerSubscriptionTrialWillEnd,
  },
  "customer.subscription.pending_update_applied": {
    why: "Seats or plan changed once their payment arrived.",
    translate: customerSubscriptionPendingUpdateApplied,
  },
  "customer.subscription.pending_update_expired": {
    why: "Seats or plan stay as they were: the payment never arrived.",
    translate: customerSubscriptionPendingUpdateExpired,
  },
  "invoice.payment_action_required": {
    why: "The payment waits for its payer: the subscription may be past due.",
    translate: invoicePaymentActionRequired,
  },
  "invoice.finalization_failed": {
    why: "An invoice is stuck: the subscription may be past due though nobody failed to pay.",
    translate: invoiceFinalizationFailed,
  },
  "invoice.voided": {
    why: "A debt is gone: a subscription in doubt may be active again.",
    translate: invoiceVoided,
  },
  "invoice.marked_uncollectible": {
    why: "A debt was given up: the grace period may count from another invoice.",
    translate: invoiceMarkedUncollectible,
  },
  "subscription_schedule.updated": {
    why: "A phase of a planned change may have begun.",
    translate: subscriptionScheduleUpdated,
  },
  "subscription_schedule.released": {
    why: "A planned change will not come any more.",
    translate: subscriptionScheduleReleased,
  },
  "subscription_schedule.canceled": {
    why: "A plan was canceled, which can cancel the subscription too.",
    translate: subscriptionScheduleCanceled,
  },
  "subscription_schedule.completed": {
    why: "The last planned phase ended, and perhaps the subscription with it.",
    translate: subscriptionScheduleCompleted,
  },
  "subscription_schedule.aborted": {
    why: "A plan ended together with its subscription.",
    translate: subscriptionScheduleAborted,
  },
};
