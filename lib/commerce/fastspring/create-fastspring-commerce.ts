import type { CommercePort } from "../commerce-port";
import { changeSubscription } from "./change-subscription";
import { expireCheckout, openCheckout, readCheckout } from "./checkout";
import { createFastSpringClient } from "./fastspring-client";
import { findCheckoutLicensee } from "./find-checkout-licensee";
import { findPaidPurchases } from "./find-paid-purchases";
import { findPurchasesOf } from "./find-purchases-of";
import { listOrderIds, listSubscriptionIds } from "./list-purchases";
import { listDisputedPayments, listRefundedPayments } from "./list-troubled-payments";
import { acknowledgeEvents, listUndeliveredEvents } from "./list-undelivered-events";
import { openBillingPortal } from "./open-billing-portal";
import { previewChange, readNextInvoice } from "./preview-change";
import { createCustomer } from "./provider-customer";
import { readAccount } from "./read-account";
import { readBuyer } from "./read-buyer";
import { readNotification } from "./read-notification";
import { readOrder } from "./read-order";
import { readPaymentIssues } from "./read-payment-issues";
import { readPrices } from "./read-prices";
import { setCancellation } from "./set-cancellation";
import { isLiveStorefront } from "./store-mode";
import { readSubscription } from "./read-subscription";

export type FastSpringSettings = {
  username: string;
  password: string;
  apiBase: string;
  /** The store that sessions open in, without a slash at its end. */
  storefront: string;
  webhookSecrets: readonly string[];
  /** Waited for before each request. */
  beforeRequest?: () => Promise<void>;
};

/** FastSpring as a commerce provider, over its HTTP API. */
export function createFastSpringCommerce(settings: FastSpringSettings): CommercePort {
  const { storefront, webhookSecrets } = settings;
  const live = isLiveStorefront(storefront);
  const client = createFastSpringClient({ ...settings, live });
  return {
    pricesMove: true,
    changesNoTrial: true,
    readSubscription: (id, signal) => readSubscription(client, id, signal),
    readOrder: (id, signal) => readOrder(client, id, signal),
    findCheckoutLicensee: (subscriptionId, signal) => findCheckoutLicensee(client, subscriptionId, signal),
    readPaymentIssues: (paymentIds, signal) => readPaymentIssues(client, paymentIds, signal),
    findPaidPurchases: (paymentId, signal) => findPaidPurchases(client, paymentId, signal),
    findPurchasesOf: (providerCustomerId, signal) => findPurchasesOf(client, providerCustomerId, signal),
    isCustomerDeleted: async (id, signal) => (await readAccount(client, id, signal)) === null,
    readBuyer: (providerCustomerId, signal) => readBuyer(client, providerCustomerId, signal),
    readNotification: (rawBody, signature, now) =>
      readNotification({ secrets: webhookSecrets, live }, rawBody, signature, now),
    createCustomer: (input) => createCustomer(client, input),
    openCheckout: (input) => openCheckout(client, storefront, input),
    readCheckout: (sessionId) => readCheckout(client, storefront, sessionId),
    expireCheckout: (sessionId) => expireCheckout(client, storefront, sessionId),
    openBillingPortal: (input) => openBillingPortal(client, input),
    readNextInvoice: (subscriptionId, signal) => readNextInvoice(client, subscriptionId, signal),
    previewChange: (subscription, change, signal) => previewChange(client, subscription, change, signal),
    changeSubscription: (change) => changeSubscription(client, change),
    setCancellation: (subscriptionId, cancel) => setCancellation(client, subscriptionId, cancel),
    readPrices: (providerPriceIds) => readPrices(client, providerPriceIds),
    listSubscriptionIds: (request) => listSubscriptionIds(client, request),
    listOrderIds: (request) => listOrderIds(client, request),
    listRefundedPayments: (request) => listRefundedPayments(client, request),
    listDisputedPayments: () => listDisputedPayments(),
    listUndeliveredEvents: (request) => listUndeliveredEvents(client, request),
    acknowledgeEvents: (eventIds, signal) => acknowledgeEvents(client, eventIds, signal),
  };
}
