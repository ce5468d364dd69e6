import type { BillingSettings } from "../records";
import type { World } from "../world";

/** Three more tries, as an account that has not chosen Smart Retries; then the subscription ends. */
const usual: BillingSettings = { id: "account", retryDays: [3, 5, 7], afterRetries: "cancel" };

/** How this account handles payments that fail: what the "Billing, Subscriptions and emails" page sets at Stripe. */
export function billingSettings(world: World): BillingSettings {
  return world.billingSettings.get(usual.id) ?? usual;
}
