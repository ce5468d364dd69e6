import type { ProviderName } from "@/lib/kernel/actor";

export const providerNames: Record<ProviderName, string> = { STRIPE: "Stripe", FASTSPRING: "FastSpring" };

/** What the provider's own page is for, and how one comes back from it. */
export const billingWords: Record<ProviderName, string> = {
  STRIPE:
    "Change the card, see and download invoices, cancel or resume a subscription. Opens on Stripe’s page and brings you back here.",
  FASTSPRING:
    "Change the card, see orders and invoices, cancel or resume a subscription. Opens FastSpring’s page; your browser’s back button brings you here again.",
};

/** Instead of the above, while there is no way to the provider. */
export const offWords = (provider: ProviderName): string =>
  `${providerNames[provider]} keeps card and invoices, and is not connected here at the moment. Your licenses stay as they are. Please ask support.`;

/** What happens when a card is put right after a failed payment. */
export const recoveryWords: Record<ProviderName, string> = {
  STRIPE: "Put another card on file for the next try, or pay the open invoice: then everything goes on as before.",
  FASTSPRING: "Put another card on file at FastSpring, and it is charged again: then everything goes on as before.",
};
