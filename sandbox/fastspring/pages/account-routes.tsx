/** @jsxImportSource hono/jsx */
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { emptyCard } from "@/sandbox/pages/card-fields";
import { readCard, type CardForm } from "@/sandbox/pages/card-form";
import { readForm } from "@/sandbox/pages/read-form";
import type { Account } from "../records";
import { cancel, uncancel } from "../steps/end-subscription";
import { saveCard } from "../steps/save-card";
import type { World } from "../world";
import { AccountPage, CardPage, type CardView } from "./account-page";
import { Notice } from "./store-page";

/** The buyer's account page, for whoever knows its address. */
export function accountPages(world: World): Hono {
  const app = new Hono();
  app.use("/store/account/:id/*", async (context, next) => {
    if (world.accounts.get(context.req.param("id"))) return next();
    const page = (
      <Notice title="Not found">
        <p class="soft">There is no such account.</p>
        <a class="button" href="/fastspring/store">
          Go to the store
        </a>
      </Notice>
    );
    return answerPage(context, page, { status: 404 });
  });
  app.get("/store/account/:id", (context) => {
    const account = accountOf(world, context.req.param("id"));
    const isSaved = context.req.query("done") === "card";
    return answerPage(context, <AccountPage world={world} account={account} isSaved={isSaved} />);
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
  app.get("/store/account/:id/card", (context) => {
    const account = accountOf(world, context.req.param("id"));
    return answerPage(context, <CardPage account={account} card={emptyCard} errors={{}} problem={null} />);
  });
  app.post("/store/account/:id/card", async (context) => {
    const account = accountOf(world, context.req.param("id"));
    const { view, declines } = readNewCard(world, account, await readForm(context));
    if (view) return answerPage(context, <CardPage {...view} />, { status: view.problem ? 402 : 422 });
    saveCard(world, account, { declines });
    return context.redirect(`/fastspring/store/account/${account.id}?done=card`, 303);
  });
  return app;
}

function accountOf(world: World, id: string): Account {
  const account = world.accounts.get(id);
  if (!account) throw new Error(`No account ${id}`);
  return account;
}

/** `view`: the form once more, with what is wrong; null: the card can be saved. */
function readNewCard(
  world: World,
  account: Account,
  { number = "", expiry = "", cvc = "", name = "" }: Record<string, string>,
): { view: CardView | null; declines: boolean } {
  const card: CardForm = { number, expiry, cvc, name };
  const { card: read, errors } = readCard(card, world.now());
  if (!read) return { view: { account, card, errors, problem: null }, declines: false };
  const { outcome } = read.card;
  const isDeclined = outcome.kind === "declined";
  if (isDeclined && !outcome.attaches) {
    return { view: { account, card, errors: {}, problem: outcome.message }, declines: true };
  }
  return { view: null, declines: isDeclined };
}
