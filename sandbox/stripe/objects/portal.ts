import { newId } from "../ids";
import type { Metadata, PortalConfiguration, PortalSession } from "../wire";

export interface NewPortalConfiguration {
  headline?: string | null;
  privacyPolicyUrl?: string | null;
  termsOfServiceUrl?: string | null;
  defaultReturnUrl?: string | null;
  metadata?: Metadata;
  name?: string | null;
  isDefault: boolean;
  features: PortalConfiguration["features"];
}

/** What customers may do in the billing portal. */
export function portalConfiguration(input: NewPortalConfiguration, now: number): PortalConfiguration {
  return {
    id: newId("bpc"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: {
      headline: input.headline ?? null,
      privacy_policy_url: input.privacyPolicyUrl ?? null,
      terms_of_service_url: input.termsOfServiceUrl ?? null,
    },
    created: now,
    default_return_url: input.defaultReturnUrl ?? null,
    features: input.features,
    is_default: input.isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    updated: now,
  };
}

/** What a configuration lets customers do before anything else is said. */
export function portalFeatures({ canCancel }: { canCancel: boolean }): PortalConfiguration["features"] {
  return {
    customer_update: { allowed_updates: [], enabled: false },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: canCancel,
      mode: "at_period_end",
      proration_behavior: "none",
    },
    subscription_pause: { duration: { interval_options: [], type: "fixed" }, enabled: false },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: [],
      enabled: false,
      products: [],
      proration_behavior: "none",
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: "end_trial",
    },
  };
}

type Flow = NonNullable<PortalSession["flow"]>;

/** The one purpose of a visit. */
export type FlowStart =
  | { type: "payment_method_update" }
  | { type: "subscription_cancel" | "subscription_update"; subscription: string }
  | {
      type: "subscription_update_confirm";
      subscription: string;
      items: { id: string; price: string; quantity: number }[];
    };

export interface AfterCompletion {
  type: string;
  redirect?: { return_url: string } | undefined;
  hosted_confirmation?: { custom_message?: string | undefined } | undefined;
}

/** A visit for one purpose, and where it leads once that is done. */
export function portalFlow(start: FlowStart, after: AfterCompletion = { type: "portal_homepage" }): Flow {
  const { type, redirect = null, hosted_confirmation: confirmation } = after;
  const message = confirmation && { custom_message: confirmation.custom_message ?? null };
  return {
    after_completion: { hosted_confirmation: message ?? null, redirect, type },
    customer_update: null,
    subscription_cancel:
      start.type === "subscription_cancel" ? { retention: null, subscription: start.subscription } : null,
    subscription_pause: null,
    subscription_update: start.type === "subscription_update" ? { subscription: start.subscription } : null,
    subscription_update_confirm:
      start.type === "subscription_update_confirm"
        ? { discounts: null, items: start.items, subscription: start.subscription }
        : null,
    type: start.type,
  };
}

/** The visit begins on the page of its purpose. */
function flowPath(flow: PortalSession["flow"]): string {
  if (!flow) return "";
  const { subscription_cancel: cancel, subscription_update: update, subscription_update_confirm: confirm } = flow;
  if (cancel) return `/subscriptions/${cancel.subscription}/cancel`;
  if (update) return `/subscriptions/${update.subscription}/update`;
  const [item] = confirm?.items ?? [];
  if (!confirm || !item) return "/payment-method";
  const wanted = new URLSearchParams({ price: item.price ?? "", quantity: String(item.quantity ?? 1) });
  return `/subscriptions/${confirm.subscription}/update/confirm?${wanted}`;
}

/** A visit of one customer to the billing portal. */
export function portalSession(
  input: {
    configuration: string;
    customer: string;
    returnUrl: string | null;
    locale: string | null;
    flow: PortalSession["flow"];
    origin: string;
  },
  now: number,
): PortalSession {
  const id = newId("bps");
  return {
    id,
    object: "billing_portal.session",
    configuration: input.configuration,
    created: now,
    customer: input.customer,
    customer_account: null,
    flow: input.flow,
    livemode: false,
    locale: input.locale,
    on_behalf_of: null,
    return_url: input.returnUrl,
    url: `${input.origin}/p/session/${id}${flowPath(input.flow)}`,
  };
}
