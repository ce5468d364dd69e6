import { createBankMethod, createCardMethod } from "../steps/save-payment-method";
import type { TestBankAccount } from "../test-bank-accounts";
import type { CheckoutSession, PaymentMethod } from "../wire";
import type { World } from "../world";
import type { ReadCard } from "@/sandbox/pages/card-form";
import { readCard } from "@/sandbox/pages/card-form";
import type { CheckoutForm, CheckoutView } from "./checkout-page";
import { accountsFor, knownEmail, needsCard } from "./show-checkout";

/** What the buyer chose to pay with, once it has been checked. */
export type PaymentSource = { kind: "card"; card: ReadCard } | { kind: "bank"; account: TestBankAccount };

/** What was typed on the checkout page; what is missing is empty. */
export function readCheckoutForm(world: World, session: CheckoutSession, typed: Record<string, string>): CheckoutForm {
  const { email = "", number = "", expiry = "", cvc = "", name = "", method, account = "" } = typed;
  const chosen = method === "bank" ? "bank" : "card";
  const owner = knownEmail(world, session) ?? email.trim();
  return { email: owner, number, expiry, cvc, name, method: chosen, account };
}

/** Checks what was typed; every error belongs to one field. No source where nothing is due. */
export function checkForm(
  world: World,
  session: CheckoutSession,
  form: CheckoutForm,
): { source: PaymentSource | null; errors: CheckoutView["errors"] } {
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email);
  const wrong = isAddress ? {} : { email: "Enter an email address like name@example.com." };
  if (!needsCard(session)) return { source: null, errors: wrong };
  const account =
    form.method === "bank" ? accountsFor(session).find((each) => each.number === form.account) : undefined;
  if (account) return { source: { kind: "bank", account }, errors: wrong };
  const { card, errors } = readCard(form, world.clock.nowMs());
  return { source: card && { kind: "card", card }, errors: { ...wrong, ...errors } };
}

export function createMethod(
  world: World,
  source: PaymentSource,
  billing: { email: string; name: string | null },
): PaymentMethod {
  return source.kind === "card"
    ? createCardMethod(world, { ...source.card, billing })
    : createBankMethod(world, { account: source.account, billing });
}
