/** @jsxImportSource hono/jsx */
import { Page } from "@/sandbox/pages/layout";
import { listDeliveries } from "../webhooks/keep-delivery";
import type { World } from "../world";
import { CustomerRow, DeliveryRow, SessionRow, SubscriptionRow } from "./control-rows";
import { MoneyTables } from "./money-tables";
import { PaymentLinkRow } from "./payment-link-row";
import { Switches } from "./switches";
import { Action, rows, Table } from "@/sandbox/pages/control-table";

/** The sandbox at a glance, and everything that can be made to happen in it. */
export function ControlPage({ world, appOrigin, isPaused }: { world: World; appOrigin: string; isPaused: boolean }) {
  return (
    <Page title="Sandbox control">
      <main class="middle broad stack-wide">
        <Intro appOrigin={appOrigin} />
        <Webhooks world={world} isPaused={isPaused} />
        <Lists world={world} />
        <Switches world={world} />
      </main>
    </Page>
  );
}

function Lists({ world }: { world: World }) {
  const { subscriptions, checkoutSessions, customers } = world;
  const deliveries = listDeliveries(world);
  return (
    <>
      <Table
        title="Subscriptions"
        count={subscriptions.size}
        heads={["Subscription", "Customer", "Status", "Period ends", ""]}
      >
        {subscriptions
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <SubscriptionRow key={each.id} subscription={each} customer={customers.get(each.customer)} />
          ))}
      </Table>
      <MoneyTables world={world} />
      <PaymentLinks world={world} />
      <Table title="Checkout sessions" count={checkoutSessions.size} heads={["Session", "Mode", "Total", "Status", ""]}>
        {checkoutSessions
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <SessionRow key={each.id} session={each} />
          ))}
      </Table>
      <Table title="Customers" count={customers.size} heads={["Customer", "Name", "Email", "Since", ""]}>
        {customers
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <CustomerRow key={each.id} customer={each} />
          ))}
      </Table>
      <Table
        title="Webhook deliveries"
        count={deliveries.length}
        heads={["Event", "Type", "Status", "Attempts", "Last answer", ""]}
      >
        {deliveries.slice(0, rows).map((each) => (
          <DeliveryRow key={each.id} delivery={each} type={world.events.get(each.event)?.type ?? "—"} />
        ))}
      </Table>
    </>
  );
}

/** The way to a purchase that nobody signed in for. */
function PaymentLinks({ world: { paymentLinks, paymentLinkLines } }: { world: World }) {
  return (
    <Table title="Payment links" count={paymentLinks.size} heads={["Sells", "As", "Status", ""]}>
      {paymentLinks
        .newestFirst()
        .slice(0, rows)
        .map((each) => (
          <PaymentLinkRow key={each.id} link={each} lines={paymentLinkLines.get(each.id)?.lineItems ?? []} />
        ))}
    </Table>
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
  return (
    <section class="card stack" aria-labelledby="webhooks">
      <div class="row">
        <h2 id="webhooks">Webhooks</h2>
        <span class={`badge ${isPaused ? "bad" : "good"}`}>{isPaused ? "Paused" : "Delivering"}</span>
      </div>
      <ul class="plain">
        {endpoints.length === 0 ? <li class="soft">No endpoint is registered.</li> : null}
        {endpoints.map((each) => (
          <li class="code" key={each.id}>
            {each.url}
          </li>
        ))}
      </ul>
      <div class="actions">
        <Action to="/control/webhooks" label={isPaused ? "Resume delivery" : "Pause delivery"}>
          <input type="hidden" name="paused" value={isPaused ? "false" : "true"} />
        </Action>
        <Action to="/control/deliveries/retry" label={`Retry now (${world.deliveries.size} waiting)`} />
      </div>
    </section>
  );
}
