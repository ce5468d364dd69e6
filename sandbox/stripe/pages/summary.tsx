/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import { formatDay, formatMoney } from "@/sandbox/pages/format";
import { Merchant } from "@/sandbox/pages/merchant";
import { merchantName } from "../merchant";
import type { CheckoutPlan } from "../records";
import type { CheckoutSession, LineItem, Price } from "../wire";

/** What is bought and what it costs: the left half of the checkout page. */
export function Summary({
  session,
  plan,
  trialEnd,
}: {
  session: CheckoutSession;
  plan: CheckoutPlan;
  trialEnd: number | null;
}) {
  const currency = session.currency ?? "usd";
  const total = session.amount_total ?? 0;
  const [first] = plan.lineItems;
  const title = session.mode === "subscription" ? `Subscribe to ${first?.description ?? ""}` : `Pay ${merchantName}`;
  return (
    <section class="summary stack-wide" aria-labelledby="order">
      <div class="stack">
        <Top cancelUrl={session.cancel_url} />
        <div class="stack-tight">
          <h1 id="order">{title}</h1>
          <p class="total number">{formatMoney(total, currency)}</p>
          <p class="soft">{trialEnd ? `Free until ${formatDay(trialEnd)}` : periodText(first?.price)}</p>
        </div>
      </div>
      <div>
        <ul class="lines">
          {plan.lineItems.map((line) => (
            <Line key={line.id} line={line} session={session} />
          ))}
        </ul>
        <Promotion session={session} />
        <p class="sum strong">
          <span>Total due today</span>
          <span class="number">{formatMoney(total, currency)}</span>
        </p>
        {trialEnd ? (
          <p class="sum soft small">
            <span>After the trial</span>
            <span class="number">
              {formatMoney(fullPrice(plan), currency)} {periodText(first?.price)}
            </span>
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Promotion({ session }: { session: CheckoutSession }) {
  const off = session.total_details?.amount_discount ?? 0;
  return (
    <>
      {session.allow_promotion_codes ? (
        <form method="post" action={`/c/pay/${session.id}/promotion`} class="quantity">
          <Field name="code" label="Promotion code" value="" autocomplete="off" />
          <button class="button quiet" type="submit">
            Apply
          </button>
        </form>
      ) : null}
      {off > 0 ? (
        <p class="sum">
          <span>Discount</span>
          <span class="number">−{formatMoney(off, session.currency ?? "usd")}</span>
        </p>
      ) : null}
    </>
  );
}

function Top({ cancelUrl }: { cancelUrl: string | null }) {
  return (
    <div class="row">
      <Merchant name={merchantName} />
      {cancelUrl ? (
        <a class="way" href={cancelUrl}>
          ← Back
        </a>
      ) : null}
    </div>
  );
}

function Line({ line, session }: { line: LineItem; session: CheckoutSession }) {
  const unit = line.price?.unit_amount ?? 0;
  return (
    <li class="stack-tight">
      <div class="line">
        <span>{line.description}</span>
        <span class="number">{formatMoney(line.amount_total, line.currency)}</span>
        <span class="soft small">
          {line.quantity ?? 1} × {formatMoney(unit, line.currency)} {periodText(line.price)}
        </span>
      </div>
      {line.adjustable_quantity?.enabled ? <Quantity line={line} session={session} /> : null}
    </li>
  );
}

function Quantity({ line, session }: { line: LineItem; session: CheckoutSession }) {
  return (
    <form method="post" action={`/c/pay/${session.id}/quantity`} class="quantity">
      <input type="hidden" name="line" value={line.id} />
      <Field
        name="quantity"
        label="Quantity"
        type="number"
        value={String(line.quantity ?? 1)}
        autocomplete="off"
        min={Math.max(line.adjustable_quantity?.minimum ?? 1, 1)}
        max={line.adjustable_quantity?.maximum ?? 99}
      />
      <button class="button quiet" type="submit">
        Update
      </button>
    </form>
  );
}

function fullPrice({ lineItems }: CheckoutPlan): number {
  return lineItems.reduce((sum, line) => sum + (line.price?.unit_amount ?? 0) * (line.quantity ?? 1), 0);
}

/** How often a price is billed: "per month", "every 3 months", or nothing for a one-time price. */
export function periodText(price: Price | null | undefined): string {
  if (!price?.recurring) return "";
  const { interval, interval_count: count } = price.recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}
