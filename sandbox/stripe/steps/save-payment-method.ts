import type { NewBankPaymentMethod, NewCardPaymentMethod } from "../objects/payment-method";
import { bankPaymentMethod, cardPaymentMethod } from "../objects/payment-method";
import { invalidRequest, resourceMissing, StripeError } from "../stripe-error";
import { testBankAccountByName } from "../test-bank-accounts";
import { testCardByName } from "@/sandbox/test-cards";
import type { PaymentMethod } from "../wire";
import type { World } from "../world";

/** Makes a card payment method that belongs to nobody yet. */
export function createCardMethod(world: World, input: NewCardPaymentMethod): PaymentMethod {
  const method = world.paymentMethods.put(cardPaymentMethod(input, world.now()));
  world.cardNumbers.put({ id: method.id, number: input.card.number, authenticated: false });
  return method;
}

/** Makes a bank debit payment method that belongs to nobody yet. */
export function createBankMethod(world: World, input: NewBankPaymentMethod): PaymentMethod {
  const method = world.paymentMethods.put(bankPaymentMethod(input, world.now()));
  world.cardNumbers.put({ id: method.id, number: input.account.number, authenticated: false });
  return method;
}

/** The payment method with this id; a test name such as `pm_card_visa` makes a new one each time, as at Stripe. */
export function findPaymentMethod(world: World, id: string, param = "payment_method"): PaymentMethod {
  const known = world.paymentMethods.get(id);
  if (known) return known;
  const account = id.startsWith("pm_usBankAccount") ? testBankAccountByName(id) : undefined;
  if (account) return createBankMethod(world, { account });
  const card = id.startsWith("pm_card_") ? testCardByName(id) : undefined;
  if (!card) throw resourceMissing("PaymentMethod", id, param);
  const expiryYear = new Date(world.now() * 1000).getUTCFullYear() + 1;
  return createCardMethod(world, { card, expiryMonth: 12, expiryYear });
}

/** Saves a payment method with a customer; a card that can't be saved is declined. */
export function attachPaymentMethod(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  }
  const attached = world.paymentMethods.put({ ...method, customer });
  world.emit("payment_method.attached", attached);
  return attached;
}

/** Takes a payment method away from its customer, and from everywhere it was the default. */
export function detachPaymentMethod(world: World, method: PaymentMethod): PaymentMethod {
  const { customer: owner } = method;
  if (!owner) {
    throw invalidRequest("The payment method you provided is not attached to a customer so detachment is impossible.", {
      code: "payment_method_unexpected_state",
    });
  }
  const detached = world.paymentMethods.put({ ...method, customer: null });
  world.emitUpdate("payment_method.detached", method, detached);
  const customer = world.customers.get(owner);
  if (customer?.invoice_settings.default_payment_method === method.id) setDefaultMethod(world, owner, null);
  for (const each of world.subscriptions.newestFirst()) {
    if (each.default_payment_method !== method.id) continue;
    const changed = world.subscriptions.put({ ...each, default_payment_method: null });
    world.emitUpdate("customer.subscription.updated", each, changed);
  }
  return detached;
}

/** Makes a payment method the one that the customer's invoices are charged to. */
export function setDefaultMethod(world: World, customerId: string, method: string | null): void {
  const customer = world.customers.get(customerId);
  if (!customer) return;
  const settings = { ...customer.invoice_settings, default_payment_method: method };
  const changed = world.customers.put({ ...customer, invoice_settings: settings });
  world.emitUpdate("customer.updated", customer, changed);
}

/** A card error in Stripe's words. */
export function cardError(
  decline: { code: string; declineCode: string | null; message: string },
  detail: { payment_intent?: object; payment_method?: object; setup_intent?: object; charge?: string } = {},
): StripeError {
  return new StripeError(402, "card_error", decline.message, {
    ...detail,
    code: decline.code,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
  });
}
