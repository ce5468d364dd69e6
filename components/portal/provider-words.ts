import type { ProviderName } from "@/lib/kernel/actor";

export const providerNames: Record<ProviderName, string> = { STRIPE: "Stripe", FASTSPRING: "FastSpring" };

/** What the provider's own page is for, and how one comes back from it. */
export const billingWords: Record<ProviderName, string> = {
  STRIPE:
    "Change the card, see and download invoices, cancel or resume a subscription. Opens on Stripe’s page and brings you back here.",
  FASTSPRING:
    "Change the card, see orders and invoices, cancel or resume a subscription. Opens FastSpring’s page; your browser’s back button brings you here again.",
};
