import type { CreateParams, LineItemParams } from "./checkout-params";
import { trialSettings } from "./checkout-params";
import { createSession } from "./checkout-sessions";
import type { CheckoutSession, LineItem, PaymentLink } from "../wire";
import type { World } from "../world";

/** What the address of the link may say about its buyer. */
export interface LinkVisit {
  clientReferenceId: string | undefined;
  lockedEmail: string | undefined;
}

/** A checkout of its own for whoever opens the link. */
export function openPaymentLink(world: World, link: PaymentLink, visit: LinkVisit): CheckoutSession {
  const lines = world.paymentLinkLines.get(link.id)?.lineItems ?? [];
  const made = createSession(world, { ...termsOf(link), ...visitorOf(visit), line_items: lines.map(lineParams) });
  return world.checkoutSessions.put({ ...made, payment_link: link.id });
}

function termsOf(link: PaymentLink): CreateParams {
  const { subscription_data: subscription, payment_intent_data: payment, invoice_creation: invoice } = link;
  return {
    mode: subscription ? "subscription" : "payment",
    success_url: link.after_completion.redirect?.url ?? `${link.url}/thanks`,
    metadata: link.metadata,
    allow_promotion_codes: link.allow_promotion_codes,
    payment_method_collection: link.payment_method_collection === "if_required" ? "if_required" : "always",
    ...(subscription
      ? { subscription_data: subscriptionTerms(subscription) }
      : {
          customer_creation: link.customer_creation === "always" ? "always" : "if_required",
          payment_intent_data: payment ? { ...described(payment), metadata: payment.metadata } : undefined,
          invoice_creation: invoice?.enabled ? invoiceTerms(invoice) : undefined,
        }),
  };
}

function subscriptionTerms(data: NonNullable<PaymentLink["subscription_data"]>) {
  const trial = data.trial_period_days === null ? {} : { trial_period_days: data.trial_period_days };
  const { trial_settings: settings } = data;
  return {
    metadata: data.metadata,
    ...described(data),
    ...trial,
    ...(settings && { trial_settings: trialSettings.parse(settings) }),
  };
}

function invoiceTerms({ invoice_data: data }: NonNullable<PaymentLink["invoice_creation"]>) {
  return {
    enabled: true,
    invoice_data: { metadata: data?.metadata ?? {}, ...described({ description: data?.description ?? null }) },
  };
}

function described({ description }: { description: string | null }) {
  return description === null ? {} : { description };
}

function visitorOf({ clientReferenceId, lockedEmail }: LinkVisit): Partial<CreateParams> {
  return {
    ...(clientReferenceId && { client_reference_id: clientReferenceId }),
    ...(lockedEmail && { customer_email: lockedEmail }),
  };
}

function lineParams({ price, quantity, adjustable_quantity: adjustable, metadata }: LineItem): LineItemParams {
  return {
    price: price?.id,
    quantity: quantity ?? 1,
    metadata,
    ...(adjustable?.enabled && {
      adjustable_quantity: {
        enabled: true,
        minimum: adjustable.minimum ?? undefined,
        maximum: adjustable.maximum ?? undefined,
      },
    }),
  };
}
