/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import type { CheckoutPlan } from "../records";
import type { TestBankAccount } from "../test-bank-accounts";
import { testBankAccountsFor } from "../test-bank-accounts";
import type { CheckoutSession } from "../wire";
import type { World } from "../world";
import type { CheckoutForm, CheckoutView } from "./checkout-page";
import { CheckoutPage } from "./checkout-page";
import type { Answer, OpenSession } from "./open-session";

type Shown = Partial<Pick<CheckoutView, "form" | "errors" | "problem">> & { status?: 200 | 402 | 422 };

/** Shows the checkout; what was typed and what went wrong come in `shown`. */
export function showCheckout(world: World, context: Context, { session, plan }: OpenSession, shown: Shown): Answer {
  const { form = firstForm(world, plan), errors = {}, problem = null, status = 200 } = shown;
  const view: CheckoutView = {
    session,
    plan,
    trialEnd: trialEndOf(world, session, plan),
    knownEmail: knownEmail(world, session),
    needsCard: needsCard(session),
    accounts: accountsFor(session),
    form,
    errors,
    problem,
  };
  return answerPage(context, <CheckoutPage {...view} />, { status, formTargets: formTargets(session) });
}

/** What an earlier attempt in this session told about the buyer; never the card itself. */
function firstForm(world: World, { paymentMethod }: CheckoutPlan): CheckoutForm {
  const { email, name } = world.paymentMethods.get(paymentMethod ?? "")?.billing_details ?? {};
  return { email: email ?? "", number: "", expiry: "", cvc: "", name: name ?? "", method: "card", account: "" };
}

/** The buyer's address where it is settled before they come. */
export function knownEmail(world: World, session: CheckoutSession): string | null {
  return world.customers.get(session.customer ?? "")?.email ?? session.customer_email;
}

/** Where a form on the page may lead: back to the app, paid or not. */
export function formTargets({ success_url, cancel_url }: CheckoutSession): (string | null)[] {
  return [success_url, cancel_url];
}

export function needsCard(session: CheckoutSession): boolean {
  return Boolean(session.amount_total) || session.payment_method_collection === "always";
}

/** The test accounts that a debit may be asked of. */
export function accountsFor({ currency, payment_method_types: types }: CheckoutSession): TestBankAccount[] {
  return testBankAccountsFor(currency ?? "").filter((each) => types.includes(each.type));
}

function trialEndOf(world: World, session: CheckoutSession, { subscription }: CheckoutPlan): number | null {
  if (session.mode !== "subscription" || !subscription) return null;
  const { trialDays, trialEnd } = subscription;
  return trialDays ? world.now(session.customer) + trialDays * 86_400 : trialEnd;
}
