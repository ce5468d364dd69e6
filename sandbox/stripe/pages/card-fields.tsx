/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";

/** Number, expiry, security code and name, with hints which test cards do what. */
export function CardFields({ form, errors }: { form: CardForm; errors: CardErrors }) {
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
      <TestCardHints />
    </>
  );
}

const hints = [
  ["4242 4242 4242 4242", "Pays"],
  ["4000 0025 0000 3155", "Asks for authentication once"],
  ["4000 0027 6000 3184", "Asks for authentication every time"],
  ["4000 0000 0000 0002", "Declined"],
  ["4000 0000 0000 9995", "Insufficient funds"],
  ["4000 0000 0000 0069", "Expired card"],
  ["4000 0000 0000 0127", "Wrong security code"],
  ["4000 0000 0000 0341", "Can be saved, fails when charged"],
  ["4000 0000 0000 0259", "Pays, then the owner disputes it"],
  ["4000 0000 0000 7726", "Pays, a refund takes a while"],
  ["4000 0000 0000 5126", "Pays, a refund fails later"],
] as const;

function TestCardHints() {
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
