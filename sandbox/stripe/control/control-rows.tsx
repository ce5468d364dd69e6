/** @jsxImportSource hono/jsx */
import { formatDay, formatMoment, formatMoney } from "@/sandbox/pages/format";
import { StatusBadge } from "../pages/status-badge";
import type { Delivery } from "../records";
import { currentPeriodEnd } from "../steps/end-period";
import type { CheckoutSession, Customer, Subscription } from "../wire";
import { Action } from "@/sandbox/pages/control-table";

export function SubscriptionRow({
  subscription,
  customer,
}: {
  subscription: Subscription;
  customer: Customer | undefined;
}) {
  const { id, status } = subscription;
  const isLive = subscription.ended_at === null && status !== "incomplete";
  return (
    <tr>
      <td class="code">{id}</td>
      <td>{customer?.email ?? customer?.id ?? "—"}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td>
        {formatDay(currentPeriodEnd(subscription))}
        {subscription.cancel_at_period_end ? " (then ends)" : ""}
      </td>
      <td>
        {isLive ? (
          <div class="actions">
            <Action to={`/control/subscriptions/${id}/advance`} label="Go to period end" />
            <Action to={`/control/subscriptions/${id}/cancel`} label="Cancel now" />
          </div>
        ) : null}
      </td>
    </tr>
  );
}

export function SessionRow({ session }: { session: CheckoutSession }) {
  const isOpen = session.status === "open";
  return (
    <tr>
      <td class="code">
        {isOpen ? <a href={`/c/pay/${session.id}`}>{session.id.slice(0, 24)}…</a> : `${session.id.slice(0, 24)}…`}
      </td>
      <td>{session.mode}</td>
      <td class="number">{formatMoney(session.amount_total ?? 0, session.currency ?? "usd")}</td>
      <td>
        <StatusBadge status={session.status ?? "open"} />
      </td>
      <td>{isOpen ? <Action to={`/control/sessions/${session.id}/expire`} label="Expire" /> : null}</td>
    </tr>
  );
}

export function DeliveryRow({ delivery, type }: { delivery: Delivery; type: string }) {
  const last = delivery.attempts.at(-1);
  const answer = last ? `${last.status ?? last.error ?? ""}, ${formatMoment(last.atMs)}` : "—";
  return (
    <tr>
      <td class="code">{delivery.event}</td>
      <td>{type}</td>
      <td>
        <StatusBadge status={delivery.status} />
      </td>
      <td class="number">{delivery.attempts.length}</td>
      <td>{answer}</td>
      <td>
        <Action to={`/control/events/${delivery.event}/resend`} label="Resend" />
      </td>
    </tr>
  );
}

export function CustomerRow({ customer }: { customer: Customer }) {
  return (
    <tr>
      <td class="code">{customer.id}</td>
      <td>{customer.name ?? "—"}</td>
      <td>{customer.email ?? "—"}</td>
      <td>{formatDay(customer.created)}</td>
      <td>
        <Action to={`/control/customers/${customer.id}/advance`} label="Let pass">
          <label>
            <input class="days" name="days" type="number" min="1" max="800" value="30" /> days
          </label>{" "}
        </Action>
      </td>
    </tr>
  );
}
