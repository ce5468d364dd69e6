/** @jsxImportSource hono/jsx */
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { formatDay } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import type { Account, Subscription } from "../records";
import { cancel, uncancel } from "../steps/end-subscription";
import { kept } from "../store";
import type { World } from "../world";
import { Notice, priceText } from "./store-page";

/** The buyer's account page: subscriptions, which can be canceled and kept. */
export function accountPages(world: World): Hono {
  const app = new Hono();
  app.get("/store/account/:id", (context) => {
    const account = world.accounts.get(context.req.param("id"));
    if (account) return answerPage(context, <AccountPage world={world} account={account} />);
    const page = (
      <Notice title="Not found">
        <p class="soft">There is no such account.</p>
      </Notice>
    );
    return answerPage(context, page, { status: 404 });
  });
  for (const [name, step] of [
    ["cancel", cancel],
    ["keep", uncancel],
  ] as const) {
    app.post(`/store/account/:id/subscriptions/:subscription/${name}`, (context) => {
      const { id, subscription } = context.req.param();
      const found = world.subscriptions.get(subscription);
      if (found?.account === id && found.state !== "deactivated") step(world, found);
      return context.redirect(`/fastspring/store/account/${id}`, 303);
    });
  }
  return app;
}

function AccountPage({ world, account }: { world: World; account: Account }) {
  const subscriptions = world.subscriptions.all().filter((each) => each.account === account.id);
  return (
    <Page title="Your account · FastSpring sandbox">
      <main class="middle stack-wide">
        <div class="stack-tight">
          <h1>Your account</h1>
          <p class="soft">{account.contact.email}</p>
        </div>
        <section class="card stack" aria-label="Subscriptions" id="/subscriptions">
          <h2>Subscriptions</h2>
          {subscriptions.length === 0 ? <p class="soft">None yet.</p> : null}
          <ul class="plain">
            {subscriptions.map((each) => (
              <Row key={each.id} world={world} subscription={each} />
            ))}
          </ul>
        </section>
      </main>
    </Page>
  );
}

function Row({ world, subscription }: { world: World; subscription: Subscription }) {
  const { id, account, quantity, state } = subscription;
  const product = kept(world.products, subscription.product);
  const address = `/fastspring/store/account/${account}/subscriptions/${id}`;
  return (
    <li class="row">
      <div class="stack-tight">
        <strong>{product.display}</strong>
        <span class="soft small">
          {quantity} × {priceText(product)} · {termText(subscription)}
        </span>
      </div>
      {state === "deactivated" ? null : (
        <form method="post" action={`${address}/${state === "canceled" ? "keep" : "cancel"}`}>
          <button class={state === "canceled" ? "button small" : "button danger small"} type="submit">
            {state === "canceled" ? "Keep subscription" : "Cancel subscription"}
          </button>
        </form>
      )}
    </li>
  );
}

function termText({ state, next, deactivation }: Subscription): string {
  const day = (atMs: number | null) => (atMs === null ? "—" : formatDay(Math.floor(atMs / 1000)));
  switch (state) {
    case "canceled":
      return `Ends on ${day(deactivation)}`;
    case "deactivated":
      return `Ended on ${day(deactivation)}`;
    case "overdue":
      return "Payment overdue";
    default:
      return `Renews on ${day(next)}`;
  }
}
