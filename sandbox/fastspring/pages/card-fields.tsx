/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";

export const emptyCard: CardForm = { number: "", expiry: "", cvc: "", name: "" };

/** Number, expiry, security code and name, with the test cards that the stand-in knows the end of. */
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
      <details class="hints">
        <summary>Test cards</summary>
        <dl>
          <dt class="number">4242 4242 4242 4242</dt>
          <dd class="soft">Pays</dd>
          <dt class="number">4000 0000 0000 0002</dt>
          <dd class="soft">Declined</dd>
        </dl>
        <p class="soft">Any future date, any security code and any name will do.</p>
      </details>
    </>
  );
}
