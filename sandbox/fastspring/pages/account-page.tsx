/** @jsxImportSource hono/jsx */
import { CardFields } from "@/sandbox/pages/card-fields";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import { formatDay } from "@/sandbox/pages/format";
import { Page } from "@/sandbox/pages/layout";
import { Merchant } from "@/sandbox/pages/merchant";
import { Problem } from "@/sandbox/pages/problem";
import type { Account, Subscription } from "../records";
import { kept } from "../store";
import type { World } from "../world";
import { cardHints } from "./card-hints";
import { priceText } from "./store-page";

/** The buyer's account page: subscriptions, which can be canceled and kept, and the card that they are charged to. */
export function AccountPage({ world, account, isSaved }: { world: World; account: Account; isSaved: boolean }) {
  const subscriptions = world.subscriptions.all().filter((each) => each.account === account.id);
  return (
    <Page title="Your account · FastSpring sandbox">
      <main class="middle stack-wide">
        <Heading title="Your account" account={account} />
        {isSaved ? <output class="alert good">The new card is saved.</output> : null}
        <section class="card stack" aria-label="Subscriptions">
          <h2>Subscriptions</h2>
          {subscriptions.length === 0 ? <p class="soft">None yet.</p> : null}
          <ul class="plain">
            {subscriptions.toReversed().map((each) => (
              <Row key={each.id} world={world} subscription={each} />
            ))}
          </ul>
        </section>
        <section class="card row" aria-label="Payment method">
          <div class="stack-tight">
            <h2>Payment method</h2>
            <p class="soft">The card on file pays for all subscriptions.</p>
          </div>
          <a class="button quiet" href={`/fastspring/store/account/${account.id}/card`}>
            Update card
          </a>
        </section>
        <p class="soft small">
          This is a stand-in for FastSpring's account page. To go back, use your browser's back button.
        </p>
      </main>
    </Page>
  );
}

export interface CardView {
  account: Account;
  card: CardForm;
  errors: CardErrors;
  problem: string | null;
}

/** Another card for all subscriptions. */
export function CardPage({ account, card, errors, problem }: CardView) {
  const address = `/fastspring/store/account/${account.id}`;
  return (
    <Page title="Update card · FastSpring sandbox">
      <main class="middle narrow stack-wide">
        <Heading title="Update card" account={account} />
        <Problem text={problem} />
        <form method="post" action={`${address}/card`} class="card stack" novalidate>
          <CardFields form={card} errors={errors} hints={cardHints} />
          <button class="button wide" type="submit" data-busy="Saving…">
            Save card
          </button>
          <a class="button quiet wide" href={address}>
            Cancel
          </a>
        </form>
      </main>
    </Page>
  );
}

function Heading({ title, account }: { title: string; account: Account }) {
  return (
    <div class="stack">
      <Merchant name="FastSpring sandbox" />
      <div class="stack-tight">
        <h1>{title}</h1>
        <p class="soft">{account.contact.email}</p>
      </div>
    </div>
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
          {quantity} × {priceText(product)}
        </span>
        <Term subscription={subscription} />
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

function Term({ subscription: { state, next, deactivation } }: { subscription: Subscription }) {
  const day = (atMs: number | null) => (atMs === null ? "—" : formatDay(Math.floor(atMs / 1000)));
  switch (state) {
    case "canceled":
      return <span class="small">Canceled, ends on {day(deactivation)}</span>;
    case "deactivated":
      return <span class="soft small">Ended on {day(deactivation)}</span>;
    case "overdue":
      return (
        <span>
          <span class="badge bad">Payment overdue</span>
        </span>
      );
    case "paused":
      return <span class="small">Paused, goes on with a charge on {day(next)}</span>;
    case "trial":
      return <span class="small">Free until {day(next)}</span>;
    default:
      return <span class="small">Renews on {day(next)}</span>;
  }
}
