import type {
  Charge,
  CheckoutSession,
  Coupon,
  Customer,
  Discount,
  Dispute,
  Invoice,
  InvoiceItem,
  InvoicePayment,
  PaymentIntent,
  PaymentLink,
  PaymentMethod,
  PortalConfiguration,
  PortalSession,
  Price,
  Product,
  PromotionCode,
  Refund,
  SetupIntent,
  Subscription,
  SubscriptionSchedule,
  TestClock,
} from "./wire";

/** Every event the sandbox sends, and the object it is about. */
export interface EventObjects {
  "billing_portal.configuration.created": PortalConfiguration;
  "billing_portal.configuration.updated": PortalConfiguration;
  "billing_portal.session.created": PortalSession;
  "charge.captured": Charge;
  "charge.dispute.closed": Dispute;
  "charge.dispute.created": Dispute;
  "charge.dispute.funds_reinstated": Dispute;
  "charge.dispute.funds_withdrawn": Dispute;
  "charge.dispute.updated": Dispute;
  "charge.failed": Charge;
  "charge.pending": Charge;
  "charge.refunded": Charge;
  "charge.refund.updated": Refund;
  "charge.succeeded": Charge;
  "charge.updated": Charge;
  "checkout.session.async_payment_failed": CheckoutSession;
  "checkout.session.async_payment_succeeded": CheckoutSession;
  "checkout.session.completed": CheckoutSession;
  "checkout.session.expired": CheckoutSession;
  "customer.created": Customer;
  "coupon.created": Coupon;
  "coupon.deleted": Coupon;
  "coupon.updated": Coupon;
  "customer.discount.created": Discount;
  "customer.discount.deleted": Discount;
  "customer.deleted": Customer;
  "customer.updated": Customer;
  "customer.subscription.created": Subscription;
  "customer.subscription.deleted": Subscription;
  "customer.subscription.paused": Subscription;
  "customer.subscription.pending_update_applied": Subscription;
  "customer.subscription.pending_update_expired": Subscription;
  "customer.subscription.resumed": Subscription;
  "customer.subscription.trial_will_end": Subscription;
  "customer.subscription.updated": Subscription;
  "invoice.created": Invoice;
  "invoice.deleted": Invoice;
  "invoice.finalized": Invoice;
  "invoice.marked_uncollectible": Invoice;
  "invoice.paid": Invoice;
  "invoice.payment_action_required": Invoice;
  "invoice.payment_failed": Invoice;
  "invoice.payment_succeeded": Invoice;
  "invoice.sent": Invoice;
  "invoice.updated": Invoice;
  "invoice.voided": Invoice;
  "invoice_payment.paid": InvoicePayment;
  "invoiceitem.created": InvoiceItem;
  "invoiceitem.deleted": InvoiceItem;
  "payment_intent.amount_capturable_updated": PaymentIntent;
  "payment_intent.canceled": PaymentIntent;
  "payment_intent.created": PaymentIntent;
  "payment_intent.payment_failed": PaymentIntent;
  "payment_intent.processing": PaymentIntent;
  "payment_intent.requires_action": PaymentIntent;
  "payment_intent.succeeded": PaymentIntent;
  "payment_link.created": PaymentLink;
  "payment_link.updated": PaymentLink;
  "payment_method.attached": PaymentMethod;
  "payment_method.detached": PaymentMethod;
  "payment_method.updated": PaymentMethod;
  "price.created": Price;
  "price.deleted": Price;
  "price.updated": Price;
  "product.created": Product;
  "product.deleted": Product;
  "product.updated": Product;
  "promotion_code.created": PromotionCode;
  "promotion_code.updated": PromotionCode;
  "refund.created": Refund;
  "refund.failed": Refund;
  "refund.updated": Refund;
  "setup_intent.canceled": SetupIntent;
  "setup_intent.created": SetupIntent;
  "setup_intent.requires_action": SetupIntent;
  "setup_intent.setup_failed": SetupIntent;
  "setup_intent.succeeded": SetupIntent;
  "subscription_schedule.aborted": SubscriptionSchedule;
  "subscription_schedule.canceled": SubscriptionSchedule;
  "subscription_schedule.completed": SubscriptionSchedule;
  "subscription_schedule.created": SubscriptionSchedule;
  "subscription_schedule.released": SubscriptionSchedule;
  "subscription_schedule.updated": SubscriptionSchedule;
  "test_helpers.test_clock.advancing": TestClock;
  "test_helpers.test_clock.created": TestClock;
  "test_helpers.test_clock.deleted": TestClock;
  "test_helpers.test_clock.internal_failure": TestClock;
  "test_helpers.test_clock.ready": TestClock;
}

export type EventType = keyof EventObjects;
