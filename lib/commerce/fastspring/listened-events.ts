import { accountCreated } from "./translate/account-created";
import { accountUpdated } from "./translate/account-updated";
import { chargebackCreated } from "./translate/chargeback-created";
import { orderApprovalPending } from "./translate/order-approval-pending";
import { orderCanceled } from "./translate/order-canceled";
import { orderCompleted } from "./translate/order-completed";
import { orderFailed } from "./translate/order-failed";
import { orderPaymentPending } from "./translate/order-payment-pending";
import { returnCreated } from "./translate/return-created";
import { subscriptionActivated } from "./translate/subscription-activated";
import { subscriptionCanceled } from "./translate/subscription-canceled";
import { subscriptionChargeCompleted } from "./translate/subscription-charge-completed";
import { subscriptionChargeFailed } from "./translate/subscription-charge-failed";
import { subscriptionDeactivated } from "./translate/subscription-deactivated";
import { subscriptionPaymentOverdue } from "./translate/subscription-payment-overdue";
import { subscriptionPaymentReminder } from "./translate/subscription-payment-reminder";
import { subscriptionPaused } from "./translate/subscription-paused";
import { subscriptionResumed } from "./translate/subscription-resumed";
import { subscriptionTrialReminder } from "./translate/subscription-trial-reminder";
import { subscriptionUncanceled } from "./translate/subscription-uncanceled";
import { subscriptionUpdated } from "./translate/subscription-updated";
import type { ListenedEvents } from "./translate/translation";

/** Every event type that Usher knows, and why it listens to it or not. All other types are stored and ignored. */
export const listenedEvents: ListenedEvents = {
  "account.created": {
    why: "A buyer is there: the customer and the licensee are made, or mapped.",
    translate: accountCreated,
  },
  "account.updated": {
    why: "A purchase may have waited for a name, an address or a licensee id.",
    translate: accountUpdated,
  },
  "order.completed": {
    why: "Something was paid for: one-time items are licensed by it, subscriptions by their own truth.",
    translate: orderCompleted,
  },
  "order.canceled": {
    why: "A pending order was withdrawn: nothing of it may stay licensed.",
    translate: orderCanceled,
  },
  "order.failed": {
    why: "Listed because most webhooks send it: what was never paid for was never licensed.",
    translate: orderFailed,
  },
  "order.payment.pending": {
    why: "Listed because most webhooks send it: order.completed tells when the money has come.",
    translate: orderPaymentPending,
  },
  "order.approval.pending": {
    why: "Listed because most webhooks send it: order.completed tells when it was approved and paid.",
    translate: orderApprovalPending,
  },
  "return.created": {
    why: "Money went back: what it paid for may lose its license.",
    translate: returnCreated,
  },
  "chargeback.created": {
    why: "A payment is contested: its licenses are suspended until support settles it.",
    translate: chargebackCreated,
  },
  "subscription.activated": {
    why: "A subscription began, with or without a trial.",
    translate: subscriptionActivated,
  },
  "subscription.charge.completed": {
    why: "A subscription was renewed or a change of it paid for; its product may be another one now.",
    translate: subscriptionChargeCompleted,
  },
  "subscription.charge.failed": {
    why: "A renewal was not paid: the grace period begins.",
    translate: subscriptionChargeFailed,
  },
  "subscription.updated": {
    why: "Product, quantity or dates changed.",
    translate: subscriptionUpdated,
  },
  "subscription.canceled": {
    why: "It will end with its period: portals say so; licenses stay until then.",
    translate: subscriptionCanceled,
  },
  "subscription.uncanceled": {
    why: "It goes on after all.",
    translate: subscriptionUncanceled,
  },
  "subscription.paused": {
    why: "It waits without being paid for: its licenses are suspended until it is resumed.",
    translate: subscriptionPaused,
  },
  "subscription.resumed": {
    why: "It goes on: its licenses are valid again.",
    translate: subscriptionResumed,
  },
  "subscription.deactivated": {
    why: "It ended: its licenses end with it.",
    translate: subscriptionDeactivated,
  },
  "subscription.payment.overdue": {
    why: "A renewal is overdue: the grace period runs.",
    translate: subscriptionPaymentOverdue,
  },
  "subscription.payment.reminder": {
    why: "Listed because most webhooks send it: a notice to the buyer changes nothing.",
    translate: subscriptionPaymentReminder,
  },
  "subscription.trial.reminder": {
    why: "Listed because most webhooks send it: a notice to the buyer changes nothing.",
    translate: subscriptionTrialReminder,
  },
};
