/** @jsxImportSource hono/jsx */
import { formatMoment, formatStatus } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { ChaosSwitch } from "@/sandbox/pages/chaos-switch";
import { Action, rows, Table } from "@/sandbox/pages/control-table";
import type { Delivery, Order, Subscription } from "../records";
import { displayed } from "../objects/families";
import { kept } from "../store";
import type { World } from "../world";

/** The stand-in at a glance, and everything that can be made to happen in it. */
export function ControlPage({ world }: { world: World }) {
  const newest = <Kept,>(all: Kept[]) => all.toReversed().slice(0, rows);
  const { subscriptions, orders, deliveries } = world;
  return (
    <Page title="FastSpring sandbox control">
      <main class="middle broad stack-wide">
        <Intro world={world} />
        <Table
          title="Subscriptions"
          count={subscriptions.all().length}
          heads={["Subscription", "Buyer", "Product", "State", "Next charge", ""]}
        >
          {newest(subscriptions.all()).map((each) => (
            <SubscriptionRow key={each.id} world={world} subscription={each} />
          ))}
        </Table>
        <Table title="Orders" count={orders.all().length} heads={["Order", "Buyer", "Total", "Status", ""]}>
          {newest(orders.all()).map((each) => (
            <OrderRow key={each.id} world={world} order={each} />
          ))}
        </Table>
        <Table
          title="Webhook deliveries"
          count={deliveries.all().length}
          heads={["Event", "Type", "Status", "Tries", "Last answer", ""]}
        >
          {newest(deliveries.all()).map((each) => (
            <DeliveryRow key={each.id} world={world} delivery={each} />
          ))}
        </Table>
        <ChaosSwitch settings={world.chaos.settings} address="/fastspring/control/chaos" />
      </main>
    </Page>
  );
}

const passing = [
  [1, "Let a day pass"],
  [7, "Let a week pass"],
  [31, "Let a month pass"],
] as const;

function Intro({ world }: { world: World }) {
  const { expansion, paused } = world.settings();
  const expansionText = expansion ? "on" : "off";
  return (
    <section class="card stack" aria-label="Webhooks">
      <h1>FastSpring sandbox</h1>
      <p class="soft">
        Webhook expansion is {expansionText}; deliveries {paused ? "wait" : "are sent"}.{" "}
        <a href="/fastspring/store">Open the store</a> · <a href="/">All of the sandbox</a>
      </p>
      <div class="actions">
        <Action to="/fastspring/control/webhooks" label={expansion ? "Turn expansion off" : "Turn expansion on"}>
          <input type="hidden" name="expansion" value={String(!expansion)} />
        </Action>
        <Action to="/fastspring/control/webhooks" label={paused ? "Resume deliveries" : "Pause deliveries"}>
          <input type="hidden" name="paused" value={String(!paused)} />
        </Action>
        <Action to="/fastspring/control/deliveries/retry" label="Retry now" />
        {passing.map(([days, label]) => (
          <Action key={days} to="/fastspring/control/clock" label={label}>
            <input type="hidden" name="days" value={days} />
          </Action>
        ))}
      </div>
    </section>
  );
}

function SubscriptionRow({ world, subscription }: { world: World; subscription: Subscription }) {
  const { id, account, product, quantity, state, next } = subscription;
  const steps = stepsOf(state);
  return (
    <tr>
      <td class="code">{id}</td>
      <td>{kept(world.accounts, account).contact.email}</td>
      <td>
        {quantity} × {product}
      </td>
      <td>{formatStatus(state)}</td>
      <td>{next === null ? "—" : formatMoment(next)}</td>
      <td>
        <div class="actions">
          {steps.map(([step, label]) => (
            <Action key={step} to={`/fastspring/control/subscriptions/${id}/${step}`} label={label} />
          ))}
        </div>
      </td>
    </tr>
  );
}

function stepsOf(state: Subscription["state"]): (readonly [step: string, label: string])[] {
  switch (state) {
    case "deactivated":
      return [];
    case "canceled":
      return [
        ["renew", "End period"],
        ["uncancel", "Uncancel"],
      ];
    case "paused":
      return [["resume", "Resume"]];
    case "overdue":
      return [
        ["recover", "Pay"],
        ["deactivate", "Deactivate"],
      ];
    default:
      return [
        ["renew", "Renew"],
        ["overdue", "Fail renewal"],
        ["pause", "Pause"],
        ["cancel", "Cancel"],
        ["deactivate", "Deactivate"],
      ];
  }
}

function OrderRow({ world, order }: { world: World; order: Order }) {
  const { id, reference, account, total, currency, status, returns } = order;
  const isOpen = status === "completed" && returns.length === 0;
  return (
    <tr>
      <td class="code">{reference}</td>
      <td>{kept(world.accounts, account).contact.email}</td>
      <td class="number">{displayed(total, currency)}</td>
      <td>{returns.length > 0 ? "Returned" : formatStatus(status)}</td>
      <td>
        <div class="actions">
          {isOpen ? <Action to={`/fastspring/control/orders/${id}/return`} label="Return" /> : null}
          {isOpen ? <Action to={`/fastspring/control/orders/${id}/chargeback`} label="Charge back" /> : null}
          {status === "pending" ? <Action to={`/fastspring/control/orders/${id}/complete`} label="Money came" /> : null}
          {status === "pending" ? <Action to={`/fastspring/control/orders/${id}/cancel`} label="Withdraw" /> : null}
        </div>
      </td>
    </tr>
  );
}

function DeliveryRow({ world, delivery }: { world: World; delivery: Delivery }) {
  const { event, status, tries, lastAnswer } = delivery;
  return (
    <tr>
      <td class="code">{event}</td>
      <td>{kept(world.events, event).type}</td>
      <td>{formatStatus(status)}</td>
      <td class="number">{tries}</td>
      <td>{lastAnswer ?? "—"}</td>
      <td>
        <Action to={`/fastspring/control/events/${event}/resend`} label="Resend" />
      </td>
    </tr>
  );
}
