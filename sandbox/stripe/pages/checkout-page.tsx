/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import { formatMoney } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { merchantName } from "../merchant";
import type { CheckoutPlan } from "../records";
import type { TestBankAccount } from "../test-bank-accounts";
import type { CheckoutSession } from "../wire";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import { Problem } from "@/sandbox/pages/problem";
import type { PaymentChoice } from "./payment-fields";
import { PaymentFields } from "./payment-fields";
import { Summary } from "./summary";

export interface CheckoutForm extends CardForm, PaymentChoice {
  email: string;
}

export interface CheckoutView {
  session: CheckoutSession;
  plan: CheckoutPlan;
  trialEnd: number | null;
  /** The address of a customer who is known already; it can't be changed here. */
  knownEmail: string | null;
  needsCard: boolean;
  /** The test accounts that can be debited; none where only cards are taken. */
  accounts: TestBankAccount[];
  form: CheckoutForm;
  errors: CardErrors & { email?: string };
  /** What went wrong with the whole payment. */
  problem: string | null;
}

/** The hosted checkout: what is bought on one side, the payment on the other. */
export function CheckoutPage(view: CheckoutView) {
  const { session } = view;
  return (
    <Page title={`Checkout · ${merchantName}`}>
      <main class="checkout">
        <Summary session={session} plan={view.plan} trialEnd={view.trialEnd} />
        <section class="payment" aria-labelledby="payment">
          <PaymentForm {...view} />
        </section>
      </main>
    </Page>
  );
}

function PaymentForm({ session, knownEmail, needsCard, accounts, form, errors, problem }: CheckoutView) {
  return (
    <form method="post" action={`/c/pay/${session.id}`} class="stack-wide" novalidate>
      <Problem text={problem} />
      <div class="stack">
        <h2>Contact</h2>
        <Field
          name="email"
          label="Email"
          type="email"
          value={knownEmail ?? form.email}
          readonly={knownEmail !== null}
          error={errors.email}
          autocomplete="email"
          inputmode="email"
        />
      </div>
      <div class="stack">
        <h2 id="payment">Payment</h2>
        {needsCard ? (
          <PaymentFields form={form} errors={errors} accounts={accounts} />
        ) : (
          <p class="soft">Nothing is due, so no card is needed.</p>
        )}
      </div>
      <div class="stack">
        <button class="button wide" type="submit" data-busy="Processing…">
          {buttonText(session)}
        </button>
        <p class="soft small">
          This is a stand-in for Stripe's checkout, for development and tests. Do not enter a real card.
        </p>
      </div>
    </form>
  );
}

function buttonText({ mode, amount_total: total, currency }: CheckoutSession): string {
  if (mode === "subscription") return total ? "Subscribe" : "Start trial";
  return total ? `Pay ${formatMoney(total, currency ?? "usd")}` : "Complete order";
}

/** A session that can't be paid any more, or never existed. */
export function ClosedPage({
  title,
  text,
  link,
}: {
  title: string;
  text: string;
  link: { href: string; label: string } | null;
}) {
  return (
    <Page title={`${title} · ${merchantName}`}>
      <main class="middle narrow">
        <div class="card stack">
          <h1>{title}</h1>
          <p class="soft">{text}</p>
          {link ? (
            <a class="button" href={link.href}>
              {link.label}
            </a>
          ) : null}
        </div>
      </main>
    </Page>
  );
}

/** What a card's bank shows when it wants to be sure who is paying. */
export function ChallengePage({
  action,
  amount,
  last4,
  backTo,
}: {
  action: string;
  amount: string;
  last4: string;
  backTo: string;
}) {
  return (
    <Page title={`Confirm your payment · ${merchantName}`}>
      <main class="middle narrow">
        <div class="card stack-wide">
          <div class="stack-tight">
            <p class="soft small">Your bank (sandbox)</p>
            <h1>Confirm your payment</h1>
            <p class="soft">
              {merchantName} asks to charge {amount} to your card ending in {last4}.
            </p>
          </div>
          <form method="post" action={action} class="stack">
            <button class="button wide" type="submit" name="answer" value="complete" data-busy="Confirming…">
              Complete authentication
            </button>
            <button class="button quiet wide" type="submit" name="answer" value="fail">
              Fail authentication
            </button>
          </form>
          <a class="way" href={backTo}>
            Use another card
          </a>
        </div>
      </main>
    </Page>
  );
}
