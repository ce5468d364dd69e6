/** @jsxImportSource hono/jsx */
import type { CardErrors, CardForm } from "./card-form";
import { Field } from "./field";

export const emptyCard: CardForm = { number: "", expiry: "", cvc: "", name: "" };

export interface CardFieldsProps {
  form: CardForm;
  errors: CardErrors;
  /** The test cards that this stand-in knows the end of, each with what it does. */
  hints: readonly (readonly [number: string, effect: string])[];
}

/** Number, expiry, security code and name, with hints which test cards do what. */
export function CardFields({ form, errors, hints }: CardFieldsProps) {
  return (
    <>
      <Field
        name="number"
        label="Card number"
        value={form.number}
        error={errors.number}
        autocomplete="cc-number"
        inputmode="numeric"
        placeholder="1234 1234 1234 1234"
        maxlength={23}
      />
      <div class="pair">
        <Field
          name="expiry"
          label="Expiration date"
          value={form.expiry}
          error={errors.expiry}
          autocomplete="cc-exp"
          inputmode="numeric"
          placeholder="MM / YY"
          maxlength={9}
        />
        <Field
          name="cvc"
          label="Security code"
          value={form.cvc}
          error={errors.cvc}
          autocomplete="cc-csc"
          inputmode="numeric"
          placeholder="CVC"
          maxlength={4}
        />
      </div>
      <Field
        name="name"
        label="Name on card"
        value={form.name}
        error={errors.name}
        autocomplete="cc-name"
        maxlength={120}
      />
      <TestCardHints hints={hints} />
    </>
  );
}

function TestCardHints({ hints }: Pick<CardFieldsProps, "hints">) {
  return (
    <details class="hints">
      <summary>Test cards</summary>
      <dl>
        {hints.map(([number, effect]) => (
          <>
            <dt class="number">{number}</dt>
            <dd class="soft">{effect}</dd>
          </>
        ))}
      </dl>
      <p class="soft">Any future date, any security code and any name will do.</p>
    </details>
  );
}
