import type { ApiRoute } from "./api/route";
import { accountRoutes } from "./resources/account";
import { chargeRoutes } from "./resources/charges";
import { checkoutSessionRoutes } from "./resources/checkout-sessions";
import { couponRoutes } from "./resources/coupons";
import { customerRoutes } from "./resources/customers";
import { disputeRoutes } from "./resources/disputes";
import { eventRoutes } from "./resources/events";
import { invoiceItemRoutes } from "./resources/invoice-items";
import { invoicePreviewRoutes } from "./resources/invoice-previews";
import { invoiceRoutes } from "./resources/invoices";
import { paymentIntentRoutes } from "./resources/payment-intents";
import { paymentLinkRoutes } from "./resources/payment-links";
import { paymentMethodRoutes } from "./resources/payment-methods";
import { paymentPageRoutes } from "./resources/payment-pages";
import { portalConfigurationRoutes } from "./resources/portal-configurations";
import { portalSessionRoutes } from "./resources/portal-sessions";
import { priceRoutes } from "./resources/prices";
import { productRoutes } from "./resources/products";
import { refundRoutes } from "./resources/refunds";
import { setupIntentRoutes } from "./resources/setup-intents";
import { subscriptionItemRoutes } from "./resources/subscription-items";
import { subscriptionScheduleRoutes } from "./resources/subscription-schedules";
import { subscriptionRoutes } from "./resources/subscriptions";
import { testClockRoutes } from "./resources/test-clocks";
import { webhookEndpointRoutes } from "./resources/webhook-endpoints";

/** Every operation of the API that the sandbox offers. */
export const apiRoutes: ApiRoute[] = [
  ...accountRoutes,
  ...chargeRoutes,
  ...checkoutSessionRoutes,
  ...couponRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...invoiceItemRoutes,
  ...invoicePreviewRoutes,
  ...invoiceRoutes,
  ...paymentIntentRoutes,
  ...paymentLinkRoutes,
  ...paymentMethodRoutes,
  ...paymentPageRoutes,
  ...portalConfigurationRoutes,
  ...portalSessionRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...setupIntentRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionScheduleRoutes,
  ...subscriptionRoutes,
  ...testClockRoutes,
  ...webhookEndpointRoutes,
];
