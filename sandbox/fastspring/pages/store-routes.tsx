/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { emptyCard } from "@/sandbox/pages/card-fields";
import { readCard, type CardErrors } from "@/sandbox/pages/card-form";
import { readForm } from "@/sandbox/pages/read-form";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";
import type { CartItem, Order, Session } from "../records";
import { findByEmail, makeAccount } from "../steps/make-account";
import { paySession } from "../steps/pay-session";
import { placeOrder } from "../steps/place-order";
import { kept } from "../store";
import type { World } from "../world";
import { accountPages } from "./account-routes";
import { Notice, priceText, StorePage, type CartLine, type GuestForm, type StoreView } from "./store-page";

/** The web storefront: checkouts of sessions, products for whoever comes by, and the account page. */
export function storePages(world: World): Hono {
  const app = new Hono();
  app.use("/store/*", requireOwnOrigin(world.address));
  app.route("/", sessionPages(world));
  app.route("/", productPages(world));
  app.route("/", accountPages(world));
  return app;
}

function sessionPages(world: World): Hono {
  const app = new Hono();
  const show = (context: Context, session: Session, more: Partial<StoreView> = {}) =>
    answerStore(world, context, {
      lines: linesOf(world, session.items),
      action: `/fastspring/store/session/${session.id}`,
      buyer: { email: kept(world.accounts, session.account).contact.email ?? "" },
      ...more,
    });
  app.get("/store/session/:id", (context) => {
    const session = world.sessions.get(context.req.param("id"));
    return session && isOpen(world, session) ? show(context, session) : answerClosed(world, context, session);
  });
  app.post("/store/session/:id", async (context) => {
    const session = world.sessions.get(context.req.param("id"));
    if (!session || !isOpen(world, session)) return answerClosed(world, context, session);
    const paid = readPayment(world, await readForm(context));
    if (!paid.isPaid) return show(context, session, paid);
    paySession(world, session);
    return context.redirect(world.settings().returnUrl, 303);
  });
  return app;
}

function productPages(world: World): Hono {
  const app = new Hono();
  app.get("/store", (context) =>
    answerPage(
      context,
      <Notice title="FastSpring sandbox store">
        {world.products.all().length === 0 ? <p class="soft">Nothing is sold yet.</p> : null}
        <ul class="plain">
          {world.products.all().map((product) => (
            <li class="row" key={product.id}>
              <a href={`/fastspring/store/product/${product.id}`}>{product.display}</a>
              <span class="soft number">{priceText(product)}</span>
            </li>
          ))}
        </ul>
      </Notice>,
    ),
  );
  const noGuest: GuestForm = { first: "", last: "", email: "", company: "" };
  const show = (context: Context, product: string, guest: GuestForm, more: Partial<StoreView> = {}) =>
    answerStore(world, context, {
      lines: linesOf(world, [{ product, quantity: 1 }]),
      action: `/fastspring/store/product/${product}`,
      buyer: { guest },
      ...more,
    });
  app.get("/store/product/:path", (context) => {
    const { path } = context.req.param();
    return world.products.get(path) ? show(context, path, noGuest) : answerClosed(world, context, undefined);
  });
  app.post("/store/product/:path", async (context) => {
    const { path } = context.req.param();
    if (!world.products.get(path)) return answerClosed(world, context, undefined);
    const form = await readForm(context);
    const guest = { ...noGuest, ...pickGuest(form) };
    const paid = readPayment(world, form);
    const wrong = guestErrors(guest);
    if (!paid.isPaid || Object.keys(wrong).length > 0) {
      return show(context, path, guest, { ...paid, errors: { ...paid.errors, ...wrong } });
    }
    const account = findByEmail(world, guest.email) ?? makeAccount(world, { contact: guest });
    return answerDone(context, placeOrder(world, { account: account.id, items: [{ product: path, quantity: 1 }] }));
  });
  return app;
}

function answerStore(
  world: World,
  context: Context,
  view: Pick<StoreView, "lines" | "action" | "buyer"> & Partial<StoreView>,
): Response | Promise<Response> {
  const { card = emptyCard, errors = {}, problem = null } = view;
  const status = problem ? 402 : Object.keys(errors).length > 0 ? 422 : 200;
  const page = <StorePage {...view} card={card} errors={errors} problem={problem} />;
  return answerPage(context, page, { status, formTargets: [world.settings().returnUrl] });
}

/** A session that was paid leads on; of others there is nothing to pay. */
function answerClosed(world: World, context: Context, session: Session | undefined): Response | Promise<Response> {
  if (session?.order) {
    const { returnUrl } = world.settings();
    if (context.req.method === "POST") return context.redirect(returnUrl, 303);
    const page = (
      <Notice title="Already paid">
        <p class="soft">This order is complete. Nothing will be charged again.</p>
        <a class="button" href={returnUrl}>
          Continue
        </a>
      </Notice>
    );
    return answerPage(context, page);
  }
  const text = session ? "This session has expired and nothing was charged." : "There is nothing at this address.";
  const way = session
    ? { href: new URL("/", world.settings().returnUrl).href, label: "Back to the seller" }
    : { href: "/fastspring/store", label: "Go to the store" };
  const page = (
    <Notice title={session ? "Session expired" : "Not found"}>
      <p class="soft">{text}</p>
      <a class="button" href={way.href}>
        {way.label}
      </a>
    </Notice>
  );
  return answerPage(context, page, { status: session ? 410 : 404 });
}

function answerDone(context: Context, { reference }: Order): Response | Promise<Response> {
  const page = (
    <Notice title="Thank you">
      <p>
        Your order <span class="code">{reference}</span> is complete. What you bought comes by e-mail.
      </p>
    </Notice>
  );
  return answerPage(context, page);
}

function isOpen(world: World, session: Session): boolean {
  return session.order === null && session.expires > world.now();
}

function linesOf(world: World, items: CartItem[]): CartLine[] {
  return items.map(({ product: path, quantity, trial }) => {
    const product = kept(world.products, path);
    return { product, quantity, trial: trial ?? product.trial };
  });
}

type Payment = { isPaid: boolean; card: StoreView["card"]; errors: CardErrors; problem: string | null };

/** What was typed stays, and what is wrong is said beside it. */
function readPayment(world: World, form: Record<string, string>): Payment {
  const { number = "", expiry = "", cvc = "", name = "" } = form;
  const card = { number, expiry, cvc, name };
  const { card: read, errors } = readCard(card, world.now());
  if (!read) return { isPaid: false, card, errors, problem: null };
  const { outcome } = read.card;
  const problem = outcome.kind === "declined" ? outcome.message : null;
  return { isPaid: problem === null, card, errors: {}, problem };
}

function pickGuest({ first = "", last = "", email = "", company = "" }: Record<string, string>): GuestForm {
  return { first: first.trim(), last: last.trim(), email: email.trim(), company: company.trim() };
}

function guestErrors({ first, last, email }: GuestForm): Partial<Record<keyof GuestForm, string>> {
  return {
    ...(first === "" && { first: "Enter your first name." }),
    ...(last === "" && { last: "Enter your last name." }),
    ...(!/^\S+@\S+\.\S+$/.test(email) && { email: "Enter your e-mail address." }),
  };
}
