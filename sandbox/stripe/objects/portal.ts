import { newId } from "../ids";
import type { Metadata, PortalConfiguration, PortalSession } from "../wire";

export interface PortalFeatures {
  cancelMode: string;
  cancelEnabled: boolean;
}

export interface NewPortalConfiguration {
  headline?: string | null;
  privacyPolicyUrl?: string | null;
  termsOfServiceUrl?: string | null;
  defaultReturnUrl?: string | null;
  metadata?: Metadata;
  name?: string | null;
  isDefault: boolean;
  features: PortalFeatures;
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
    features: portalFeatures(input.features),
    is_default: input.isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    updated: now,
  };
}

export function portalFeatures({ cancelMode, cancelEnabled }: PortalFeatures): PortalConfiguration["features"] {
  return {
    customer_update: { allowed_updates: [], enabled: false },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true, payment_method_configuration: null },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: cancelEnabled,
      mode: cancelMode,
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

/** A visit for one purpose: another card, or the end of this subscription; `returnTo`: where it leads once that is done. */
export function portalFlow(
  type: string,
  canceled: string | null,
  returnTo: string | null,
): NonNullable<PortalSession["flow"]> {
  const redirect = returnTo === null ? null : { return_url: returnTo };
  return {
    after_completion: { hosted_confirmation: null, redirect, type: redirect ? "redirect" : "portal_homepage" },
    customer_update: null,
    subscription_cancel: canceled === null ? null : { retention: null, subscription: canceled },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
}

/** The visit begins on the page of its purpose. */
function flowPath(flow: PortalSession["flow"]): string {
  if (!flow) return "";
  const canceled = flow.subscription_cancel?.subscription;
  return canceled ? `/subscriptions/${canceled}/cancel` : "/payment-method";
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
