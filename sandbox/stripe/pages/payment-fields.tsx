/** @jsxImportSource hono/jsx */
import { CardFields } from "@/sandbox/pages/card-fields";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import type { TestBankAccount } from "../test-bank-accounts";
import { cardHints } from "./card-hints";

export interface PaymentChoice {
  method: "card" | "bank";
  account: string;
}

interface PaymentFieldsProps {
  form: CardForm & PaymentChoice;
  errors: CardErrors;
  /** Empty where only cards are taken. */
  accounts: TestBankAccount[];
}

/** A card, or a debit of a bank account where the session takes one. The style sheet shows the fields of the choice. */
export function PaymentFields({ form, errors, accounts }: PaymentFieldsProps) {
  if (accounts.length === 0) return <CardFields form={form} errors={errors} hints={cardHints} />;
  return (
    <div class="stack methods">
      <fieldset class="stack-tight">
        <legend class="hidden">Payment method</legend>
        <Choice value="card" label="Card" chosen={form.method} />
        <Choice value="bank" label="Bank debit (takes days)" chosen={form.method} />
      </fieldset>
      <div class="stack by-card">
        <CardFields form={form} errors={errors} hints={cardHints} />
      </div>
      <div class="stack by-bank">
        <div class="field">
          <label>
            Bank account
            <select name="account">
              {accounts.map((each) => (
                <option key={each.number} value={each.number} selected={each.number === form.account}>
                  {`…${each.number.slice(-4)}: ${each.failure ? "will fail" : "will pay"} in ${each.daysUntilAnswer} days`}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p class="soft small">The order is placed now and counts as unpaid until the bank has answered.</p>
      </div>
    </div>
  );
}

function Choice({ value, label, chosen }: { value: string; label: string; chosen: string }) {
  return (
    <label class="choice">
      <input type="radio" name="method" value={value} checked={value === chosen} />
      {label}
    </label>
  );
}
