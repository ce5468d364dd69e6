/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { formatDay, formatMoney, formatStatus } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { merchantName } from "../merchant";
import { currentPeriodEnd } from "../steps/end-period";
import type { Customer, Invoice, PaymentMethod, Subscription, SubscriptionItem } from "../wire";
import { StatusBadge } from "./status-badge";
import { periodText } from "./summary";

export interface PortalView {
  base: string;
  returnUrl: string | null;
  customer: Customer;
  subscriptions: { subscription: Subscription; names: Map<string, string> }[];
  method: PaymentMethod | null;
  invoices: Invoice[];
  canCancel: boolean;
}

/** Every portal page: whose it is, and the way back. */
export function PortalFrame({
  title,
  owner,
  returnUrl,
  children,
}: {
  title: string;
  owner?: string;
  returnUrl: string | null;
  children: Child;
}) {
  return (
    <Page title={`${title} · ${merchantName}`}>
      <main class="middle stack-wide">
        <div class="stack-tight">
          {returnUrl ? (
            <p>
              <a class="way" href={returnUrl}>
                ← Return to {merchantName}
              </a>
            </p>
          ) : null}
          <h1>{title}</h1>
          {owner ? <p class="soft">{owner}</p> : null}
        </div>
        {children}
      </main>
    </Page>
  );
}

/** What a customer has, pays with, and has paid. */
export function PortalPage(view: PortalView) {
  const { customer, method, base } = view;
  const isUnpaid = view.subscriptions.some(
    ({ subscription: { status } }) => status === "past_due" || status === "unpaid",
  );
  return (
    <PortalFrame
      title="Billing"
      owner={[customer.name, customer.email ?? customer.id].filter(Boolean).join(", ")}
      returnUrl={view.returnUrl}
    >
      <section class="stack" aria-labelledby="plans">
        <h2 id="plans">Subscriptions</h2>
        {view.subscriptions.length === 0 ? <p class="card soft">There is no subscription yet.</p> : null}
        {view.subscriptions.map(({ subscription, names }) => (
          <SubscriptionCard
            key={subscription.id}
            subscription={subscription}
            names={names}
            base={base}
            canCancel={view.canCancel}
          />
        ))}
      </section>
      <section class="stack" aria-labelledby="method">
        <h2 id="method">Payment method</h2>
        <div class="card row">
          {method?.card ? <MethodText card={method.card} /> : <span class="soft">No card is saved.</span>}
          <a class={`button small ${isUnpaid ? "" : "quiet"}`} href={`${base}/payment-method`}>
            {method ? "Update card" : "Add card"}
          </a>
        </div>
      </section>
      <section class="stack" aria-labelledby="invoices">
        <h2 id="invoices">Invoices</h2>
        <Invoices invoices={view.invoices} />
      </section>
    </PortalFrame>
  );
}

function MethodText({ card }: { card: NonNullable<PaymentMethod["card"]> }) {
  return (
    <span>
      {formatStatus(card.brand)} ending in <span class="number">{card.last4}</span>{" "}
      <span class="soft">
        expires {String(card.exp_month).padStart(2, "0")} / {card.exp_year}
      </span>
    </span>
  );
}

interface SubscriptionCardProps {
  subscription: Subscription;
  names: Map<string, string>;
  base: string;
  canCancel: boolean;
}

function SubscriptionCard({ subscription, names, base, canCancel }: SubscriptionCardProps) {
  const isLive = subscription.ended_at === null;
  return (
    <article class="card stack">
      {subscription.items.data.map((item) => (
        <PlanLine
          key={item.id}
          item={item}
          name={names.get(item.price.product) ?? "Product"}
          subscription={subscription}
        />
      ))}
      <p class="soft">{nextText(subscription)}</p>
      {isLive && canCancel ? (
        <div class="actions">
          {subscription.cancel_at_period_end ? (
            <form method="post" action={`${base}/subscriptions/${subscription.id}/resume`}>
              <button class="button small" type="submit" data-busy="Resuming…">
                Don't cancel
              </button>
            </form>
          ) : null}
          <a class="button quiet small" href={`${base}/subscriptions/${subscription.id}/cancel`}>
            {subscription.cancel_at_period_end ? "Cancel now" : "Cancel subscription"}
          </a>
        </div>
      ) : null}
    </article>
  );
}

function PlanLine({ item, name, subscription }: { item: SubscriptionItem; name: string; subscription: Subscription }) {
  const { price, quantity = 1 } = item;
  return (
    <div class="stack-tight">
      <div class="row">
        <h3>{name}</h3>
        <StatusBadge status={subscription.status} />
      </div>
      <p class="number">
        {formatMoney((price.unit_amount ?? 0) * quantity, price.currency)} {periodText(price)}
      </p>
      <p class="soft small">
        {quantity} {quantity === 1 ? "seat" : "seats"} at {formatMoney(price.unit_amount ?? 0, price.currency)} each
      </p>
    </div>
  );
}

function nextText(subscription: Subscription): string {
  const day = formatDay(currentPeriodEnd(subscription));
  if (subscription.ended_at !== null) return `Ended on ${formatDay(subscription.ended_at)}.`;
  if (subscription.cancel_at_period_end) return `Cancels on ${day}. It stays in use until then.`;
  if (subscription.status === "trialing") return `The trial ends on ${day}; then the first payment is due.`;
  if (subscription.status === "past_due") return "The last payment failed. Update the card to keep the subscription.";
  return `The next payment is due on ${day}.`;
}

function Invoices({ invoices }: { invoices: Invoice[] }) {
  if (invoices.length === 0) return <p class="card soft">There is no invoice yet.</p>;
  return (
    <div class="card">
      <ul class="plain invoices">
        {invoices.map((invoice) => (
          <li key={invoice.id}>
            <a class="way" href={invoice.hosted_invoice_url ?? "#"}>
              {invoice.number ?? "Draft"}
            </a>
            <span class="soft">{formatDay(invoice.created)}</span>
            <span class="number">{formatMoney(invoice.total, invoice.currency)}</span>
            <StatusBadge status={invoice.status ?? "draft"} />
          </li>
        ))}
      </ul>
    </div>
  );
}
