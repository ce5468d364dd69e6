/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { CardFields } from "@/sandbox/pages/card-fields";
import { Field } from "@/sandbox/pages/field";
import { Page } from "@/sandbox/pages/layout";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import { Merchant } from "@/sandbox/pages/merchant";
import { Problem } from "@/sandbox/pages/problem";
import { displayed } from "../objects/families";
import type { Product } from "../records";
import { withTax } from "../objects/tax";
import { cardHints } from "./card-hints";

export interface CartLine {
  product: Product;
  quantity: number;
  trial: number;
}

export interface GuestForm {
  first: string;
  last: string;
  email: string;
  company: string;
}

export interface StoreView {
  lines: CartLine[];
  action: string;
  card: CardForm;
  errors: CardErrors & Partial<Record<keyof GuestForm, string>>;
  problem: string | null;
  /** Who pays, where the account is known; a guest tells it in the form. */
  buyer: { email: string } | { guest: GuestForm };
}

const price = displayed;

/** How the price of one reads, such as "€12.00 a month". */
export function priceText({ price: amount, currency, interval, intervalLength }: Product): string {
  const period = intervalLength === 1 ? `a ${interval}` : `every ${intervalLength} ${interval}s`;
  return `${price(amount, currency)}${interval === null ? "" : ` ${period}`}`;
}

/** The store's checkout: what is bought on the left, how it is paid on the right. */
export function StorePage(view: StoreView) {
  return (
    <Page title="Checkout · FastSpring sandbox">
      <main class="checkout">
        <Cart lines={view.lines} />
        <section class="payment stack-wide" aria-label="Payment">
          <Problem text={view.problem} />
          <form method="post" action={view.action} class="stack-wide" novalidate>
            <Buyer {...view} />
            <div class="stack">
              <h2>Payment</h2>
              <CardFields form={view.card} errors={view.errors} hints={cardHints} />
            </div>
            <button class="button wide" type="submit" data-busy="Processing…">
              Buy now
            </button>
            <p class="soft small">
              This is a stand-in for FastSpring's store, for development and tests. Do not enter a real card.
            </p>
          </form>
        </section>
      </main>
    </Page>
  );
}

function Cart({ lines }: { lines: CartLine[] }) {
  const currency = lines[0]?.product.currency ?? "EUR";
  const due = lines.reduce((sum, { product, quantity, trial }) => sum + (trial > 0 ? 0 : product.price * quantity), 0);
  const total = withTax(due, currency);
  return (
    <section class="summary stack-wide" aria-labelledby="order">
      <div class="stack">
        <Merchant name="FastSpring sandbox" />
        <h1 id="order">Your order</h1>
        <p class="total number">{price(total, currency)}</p>
      </div>
      <ul class="lines">
        {lines.map(({ product, quantity, trial }) => (
          <li class="line" key={product.id}>
            <strong>{product.display}</strong>
            <span class="number">{price(product.price * quantity, currency)}</span>
            <span class="soft small">
              {quantity} × {priceText(product)}
              {trial > 0 ? `, after ${trial} days of trial` : ""}
            </span>
          </li>
        ))}
      </ul>
      <div class="stack-tight">
        <p class="sum soft">
          <span>Tax</span>
          <span class="number">{price(total - due, currency)}</span>
        </p>
        <p class="sum strong">
          <span>Due today</span>
          <span class="number">{price(total, currency)}</span>
        </p>
      </div>
    </section>
  );
}

function Buyer({ buyer, errors }: Pick<StoreView, "buyer" | "errors">) {
  if ("email" in buyer) {
    return (
      <div class="stack">
        <h2>Contact</h2>
        <p>{buyer.email}</p>
      </div>
    );
  }
  const { first, last, email, company } = buyer.guest;
  return (
    <div class="stack">
      <h2>Contact</h2>
      <div class="pair">
        <Field name="first" label="First name" value={first} error={errors.first} autocomplete="given-name" />
        <Field name="last" label="Last name" value={last} error={errors.last} autocomplete="family-name" />
      </div>
      <Field
        name="email"
        label="Email"
        type="email"
        value={email}
        error={errors.email}
        autocomplete="email"
        inputmode="email"
      />
      <Field name="company" label="Company (optional)" value={company} autocomplete="organization" />
    </div>
  );
}

/** A page with one message, and where to go from it. */
export function Notice({ title, children }: { title: string; children: Child }) {
  return (
    <Page title={`${title} · FastSpring sandbox`}>
      <main class="middle narrow">
        <div class="card stack">
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </Page>
  );
}
