/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { formatDay, formatMoment, formatMoney } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { StatusBadge } from "../pages/status-badge";
import type { Delivery } from "../records";
import { currentPeriodEnd } from "../steps/end-period";
import type { CheckoutSession, Customer, Subscription } from "../wire";
import type { World } from "../world";

const rows = 15;

/** The sandbox at a glance, and everything that can be made to happen in it. */
export function ControlPage({ world, appOrigin, isPaused }: { world: World; appOrigin: string; isPaused: boolean }) {
  return (
    <Page title="Sandbox control">
      <main class="middle broad stack-wide">
        <Intro appOrigin={appOrigin} />
        <Webhooks world={world} isPaused={isPaused} />
        <Table
          title="Subscriptions"
          count={world.subscriptions.size}
          heads={["Subscription", "Customer", "Status", "Period ends", ""]}
        >
          {world.subscriptions
            .newestFirst()
            .slice(0, rows)
            .map((each) => (
              <SubscriptionRow subscription={each} customer={world.customers.get(each.customer)} />
            ))}
        </Table>
        <Table
          title="Checkout sessions"
          count={world.checkoutSessions.size}
          heads={["Session", "Mode", "Total", "Status", ""]}
        >
          {world.checkoutSessions
            .newestFirst()
            .slice(0, rows)
            .map((each) => (
              <SessionRow session={each} />
            ))}
        </Table>
        <Table title="Customers" count={world.customers.size} heads={["Customer", "Name", "Email", "Since"]}>
          {world.customers
            .newestFirst()
            .slice(0, rows)
            .map((each) => (
              <tr>
                <td class="code">{each.id}</td>
                <td>{each.name ?? "—"}</td>
                <td>{each.email ?? "—"}</td>
                <td>{formatDay(each.created)}</td>
              </tr>
            ))}
        </Table>
        <Table
          title="Webhook deliveries"
          count={world.deliveries.size}
          heads={["Event", "Type", "Status", "Attempts", "Last answer"]}
        >
          {world.deliveries
            .newestFirst()
            .slice(0, rows)
            .map((each) => (
              <DeliveryRow delivery={each} type={world.events.get(each.event)?.type ?? "—"} />
            ))}
        </Table>
      </main>
    </Page>
  );
}

function Intro({ appOrigin }: { appOrigin: string }) {
  return (
    <div class="stack">
      <h1>Sandbox</h1>
      <p class="soft">
        Stand-ins for what is not connected yet: Stripe's API with its checkout and billing portal, an identity provider
        and a mailbox. The app talks to them as it would to the real ones.
      </p>
      <div class="actions">
        <a class="button" href={appOrigin}>
          Open the app
        </a>
        <a class="button quiet" href="/mail">
          Mailbox
        </a>
        <a class="button quiet" href="/identity/.well-known/openid-configuration">
          Identity provider
        </a>
      </div>
      <p class="soft small">
        API: <span class="code">/v1</span>, any key that begins with <span class="code">sk_test_</span>. The official
        CLI works here with <span class="code">--api-base</span>.
      </p>
    </div>
  );
}

function Webhooks({ world, isPaused }: { world: World; isPaused: boolean }) {
  const endpoints = world.webhookEndpoints.newestFirst();
  const pending = [...world.deliveries.values()].filter(({ status }) => status === "pending").length;
  return (
    <section class="card stack" aria-labelledby="webhooks">
      <div class="row">
        <h2 id="webhooks">Webhooks</h2>
        <span class={`badge ${isPaused ? "bad" : "good"}`}>{isPaused ? "Paused" : "Delivering"}</span>
      </div>
      <ul class="plain">
        {endpoints.length === 0 ? <li class="soft">No endpoint is registered.</li> : null}
        {endpoints.map((each) => (
          <li class="code">{each.url}</li>
        ))}
      </ul>
      <div class="actions">
        <Action to="/control/webhooks" label={isPaused ? "Resume delivery" : "Pause delivery"}>
          <input type="hidden" name="paused" value={isPaused ? "false" : "true"} />
        </Action>
        <Action to="/control/deliveries/retry" label={`Retry now (${pending} waiting)`} />
      </div>
    </section>
  );
}

function Action({ to, label, children }: { to: string; label: string; children?: Child }) {
  return (
    <form method="post" action={to}>
      {children}
      <button class="button quiet small" type="submit">
        {label}
      </button>
    </form>
  );
}

function Table({ title, count, heads, children }: { title: string; count: number; heads: string[]; children: Child }) {
  return (
    <section class="card stack" aria-label={title}>
      <div class="row">
        <h2>{title}</h2>
        <span class="soft small">{count > rows ? `latest ${rows} of ${count}` : count}</span>
      </div>
      {count === 0 ? (
        <p class="soft">None yet.</p>
      ) : (
        <div class="table" tabindex={0} role="region" aria-label={`${title}, table`}>
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col">{head || <span class="hidden">Actions</span>}</th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SubscriptionRow({ subscription, customer }: { subscription: Subscription; customer: Customer | undefined }) {
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

function SessionRow({ session }: { session: CheckoutSession }) {
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

function DeliveryRow({ delivery, type }: { delivery: Delivery; type: string }) {
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
    </tr>
  );
}
