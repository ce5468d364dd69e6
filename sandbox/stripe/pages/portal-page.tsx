/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { formatDay, formatMoney, formatStatus } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { merchantName } from "../merchant";
import type { Customer, Invoice, PaymentMethod } from "../wire";
import { StatusBadge } from "./status-badge";
import type { ShownSubscription } from "./portal-subscription";
import { SubscriptionCard } from "./portal-subscription";

export interface PortalView {
  base: string;
  returnUrl: string | null;
  customer: Customer;
  subscriptions: ShownSubscription[];
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
        {view.subscriptions.map((shown) => (
          <SubscriptionCard key={shown.subscription.id} shown={shown} base={base} canCancel={view.canCancel} />
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
