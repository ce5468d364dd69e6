/** @jsxImportSource hono/jsx */
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { formatDay, formatMoney } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { merchantName } from "../merchant";
import { methodFor, payInvoice } from "../steps/pay-invoice";
import type { Charge, Invoice } from "../wire";
import type { World } from "../world";
import { ClosedPage } from "./checkout-page";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";
import { StatusBadge } from "./status-badge";

const byPage = { id: null, idempotency_key: null };

/** The pages behind `hosted_invoice_url` and `receipt_url`. */
export function documentPages(world: World): Hono {
  const app = new Hono();
  const missing = <ClosedPage title="Not found" text="There is no such document in this sandbox." link={null} />;
  app.get("/invoices/:id", (context) => {
    const invoice = world.invoices.get(context.req.param("id"));
    return invoice
      ? answerPage(context, <InvoicePage invoice={invoice} />)
      : answerPage(context, missing, { status: 404 });
  });
  app.use("/invoices/*", requireOwnOrigin(world.origin));
  app.post("/invoices/:id/pay", (context) => {
    const id = context.req.param("id");
    world.transact(byPage, () => payByHand(world, id));
    return context.redirect(`/invoices/${id}`, 303);
  });
  app.get("/receipts/:id", (context) => {
    const charge = world.charges.get(context.req.param("id"));
    return charge
      ? answerPage(context, <ReceiptPage charge={charge} />)
      : answerPage(context, missing, { status: 404 });
  });
  return app;
}

/** On its own page the payer is there to confirm what their bank asks. */
function payByHand(world: World, id: string): void {
  const invoice = world.invoices.get(id);
  const method = invoice?.status === "open" ? methodFor(world, invoice) : undefined;
  if (invoice && method) payInvoice(world, invoice, method, { offSession: false, authenticated: true });
}

function InvoicePage({ invoice }: { invoice: Invoice }) {
  return (
    <Page title={`Invoice ${invoice.number ?? ""} · ${merchantName}`}>
      <main class="middle narrow">
        <div class="card stack">
          <div class="row">
            <h1>Invoice {invoice.number ?? "draft"}</h1>
            <StatusBadge status={invoice.status ?? "draft"} />
          </div>
          <dl class="facts">
            <dt>From</dt>
            <dd>{merchantName}</dd>
            <dt>To</dt>
            <dd>{[invoice.customer_name, invoice.customer_email].filter(Boolean).join(", ") || "—"}</dd>
            <dt>Date</dt>
            <dd>{formatDay(invoice.created)}</dd>
          </dl>
          <ul class="lines">
            {invoice.lines.data.map((line) => (
              <li class="line" key={line.id}>
                <span>{line.description}</span>
                <span class="number">{formatMoney(line.amount, line.currency)}</span>
                <span class="soft small">
                  {formatDay(line.period.start)} – {formatDay(line.period.end)}
                </span>
              </li>
            ))}
          </ul>
          <p class="sum strong">
            <span>Total</span>
            <span class="number">{formatMoney(invoice.total, invoice.currency)}</span>
          </p>
          {invoice.status === "open" ? (
            <form method="post" action={`/invoices/${invoice.id}/pay`} class="actions">
              <button class="button" type="submit" data-busy="Paying…">
                Pay {formatMoney(invoice.amount_due, invoice.currency)}
              </button>
            </form>
          ) : null}
        </div>
      </main>
    </Page>
  );
}

function ReceiptPage({ charge }: { charge: Charge }) {
  return (
    <Page title={`Receipt · ${merchantName}`}>
      <main class="middle narrow">
        <div class="card stack">
          <h1>Receipt from {merchantName}</h1>
          <p class="total number">{formatMoney(charge.amount, charge.currency)}</p>
          <dl class="facts">
            <dt>Paid</dt>
            <dd>{formatDay(charge.created)}</dd>
            <dt>Card</dt>
            <dd>ending in {charge.payment_method_details?.card?.last4 ?? "—"}</dd>
            <dt>Refunded</dt>
            <dd>{formatMoney(charge.amount_refunded, charge.currency)}</dd>
          </dl>
        </div>
      </main>
    </Page>
  );
}
