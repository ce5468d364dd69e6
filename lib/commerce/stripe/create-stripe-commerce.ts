import type { CommercePort } from "../commerce-port";
import { changeSubscription } from "./change-subscription";
import { expireCheckout, openCheckout, readCheckout } from "./checkout";
import { listOrderIds, listSubscriptionIds } from "./list-purchases";
import { listDisputedPayments, listRefundedPayments } from "./list-troubled-payments";
import { listUndeliveredEvents } from "./list-undelivered-events";
import { openBillingPortal } from "./open-billing-portal";
import { previewChange, readNextInvoice } from "./preview-change";
import { createCustomer } from "./provider-customer";
import { findCheckoutLicensee } from "./find-checkout-licensee";
import { findPaidPurchases } from "./find-paid-purchases";
import { findPurchasesOf } from "./find-purchases-of";
import { isCustomerDeleted } from "./is-customer-deleted";
import { readPaymentIssues } from "./read-payment-issues";
import { readNotification } from "./read-notification";
import { readOrder } from "./read-order";
import { readPrices } from "./read-prices";
import { readSubscription } from "./read-subscription";
import { setCancellation } from "./set-cancellation";
import { createStripeClient } from "./stripe-client";

export type StripeSettings = {
  secretKey: string;
  apiBase: string;
  webhookSecrets: readonly string[];
  /** Waited for before each request, repeated ones included. */
  beforeRequest?: () => Promise<void>;
};

/** Stripe as a commerce provider, over the official SDK with its API version pinned. */
export function createStripeCommerce(settings: StripeSettings): CommercePort {
  const stripe = createStripeClient(settings);
  return {
    readSubscription: (id, signal) => readSubscription(stripe, id, signal),
    readOrder: (id, signal) => readOrder(stripe, id, signal),
    findCheckoutLicensee: (subscriptionId, signal) => findCheckoutLicensee(stripe, subscriptionId, signal),
    readPaymentIssues: (paymentIds, signal) => readPaymentIssues(stripe, paymentIds, signal),
    findPaidPurchases: (paymentId, signal) => findPaidPurchases(stripe, paymentId, signal),
    findPurchasesOf: (providerCustomerId, signal) => findPurchasesOf(stripe, providerCustomerId, signal),
    isCustomerDeleted: (providerCustomerId, signal) => isCustomerDeleted(stripe, providerCustomerId, signal),
    readNotification: (rawBody, signature, now) => readNotification(settings.webhookSecrets, rawBody, signature, now),
    createCustomer: (input) => createCustomer(stripe, input),
    openCheckout: (input) => openCheckout(stripe, input),
    readCheckout: (sessionId) => readCheckout(stripe, sessionId),
    expireCheckout: (sessionId) => expireCheckout(stripe, sessionId),
    openBillingPortal: (request) => openBillingPortal(stripe, request),
    readNextInvoice: (subscriptionId, signal) => readNextInvoice(stripe, subscriptionId, signal),
    previewChange: (subscription, change, signal) => previewChange(stripe, subscription, change, signal),
    changeSubscription: (change, idempotencyKey) => changeSubscription(stripe, change, idempotencyKey),
    setCancellation: (subscriptionId, atPeriodEnd) => setCancellation(stripe, subscriptionId, atPeriodEnd),
    readPrices: (providerPriceIds) => readPrices(stripe, providerPriceIds),
    listSubscriptionIds: (request) => listSubscriptionIds(stripe, request),
    listOrderIds: (request) => listOrderIds(stripe, request),
    listRefundedPayments: (request) => listRefundedPayments(stripe, request),
    listDisputedPayments: (request) => listDisputedPayments(stripe, request),
    listUndeliveredEvents: (request) => listUndeliveredEvents(stripe, request),
  };
}
