import type { CheckoutPlan } from "../records";
import type { CheckoutSession, Customer, LineItem } from "../wire";
import type { World } from "../world";
import { billOnce } from "./bill-once";
import type { Payer } from "./payer";
import { attachPaymentMethod } from "./save-payment-method";
import type { SubscriptionLine } from "./start-subscription";
import { startSubscription } from "./start-subscription";

/** Makes the subscription that a checkout session ordered, paid with the payer's card. */
export function subscribeFromCheckout(
  world: World,
  plan: CheckoutPlan,
  payer: Payer,
  owner: Customer | null,
): Pick<CheckoutSession, "invoice" | "subscription"> {
  if (!owner) throw new Error(`Checkout session ${plan.id} has no customer to subscribe`);
  const method = payer.method && attachPaymentMethod(world, payer.method, owner.id);
  plan.lineItems.forEach((line) => billOnce(world, line, owner));
  const { subscription } = startSubscription(world, {
    customer: owner,
    lines: plan.lineItems.flatMap(recurringLine),
    settings: settingsOf(world, plan, owner, method?.id ?? null),
    discount: plan.discount ? { ...plan.discount, checkoutSession: plan.id } : null,
    paymentBehavior: "allow_incomplete",
    payer: { authenticated: payer.authenticated },
    intent: world.paymentIntents.get(plan.paymentIntent ?? "") ?? null,
  });
  return { invoice: subscription.latest_invoice, subscription: subscription.id };
}

function recurringLine({ price, quantity, metadata }: LineItem): SubscriptionLine[] {
  if (price?.type !== "recurring") return [];
  return [{ price, quantity: quantity ?? 1, metadata: metadata ?? {} }];
}

function settingsOf(world: World, plan: CheckoutPlan, owner: Customer, defaultPaymentMethod: string | null) {
  const { metadata = {}, description = null, trialDays = null, trialEnd = null } = plan.subscription ?? {};
  const { missingPaymentMethod } = plan.subscription ?? {};
  const end = trialDays ? world.now(owner.id) + trialDays * 86_400 : trialEnd;
  return { defaultPaymentMethod, metadata, description, trialEnd: end, missingPaymentMethod };
}
