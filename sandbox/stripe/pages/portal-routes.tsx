/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { cardOutcome } from "../steps/card-outcome";
import { cancelSubscription } from "../steps/cancel-subscription";
import { changeSubscription } from "../steps/change-subscription";
import { replaceCard } from "../steps/replace-card";
import { createCardMethod } from "../steps/save-payment-method";
import type { Customer, PaymentMethod, PortalSession, Subscription } from "../wire";
import type { World } from "../world";
import type { CardForm } from "./card-form";
import { readCard } from "./card-form";
import { ClosedPage } from "./checkout-page";
import { CancelPage, MethodPage } from "./portal-forms";
import { PortalPage } from "./portal-page";
import { readForm } from "./read-form";
import { requireOwnOrigin } from "./require-own-origin";

const byPage = { id: null, idempotency_key: null };
const emptyForm: CardForm = { number: "", expiry: "", cvc: "", name: "" };

interface Visit {
  base: string;
  session: PortalSession;
  customer: Customer;
}

/** The billing portal under `/p/session/:id`. Everything works without JavaScript. */
export function portalPages(world: World): Hono {
  const app = new Hono();
  app.use("/p/*", requireOwnOrigin(world.origin));
  app.get("/p/session/:id", (context) => withVisit(world, context, (visit) => showPortal(world, context, visit)));
  app.get("/p/session/:id/subscriptions/:subscription/cancel", (context) =>
    withSubscription(world, context, ({ base }, subscription) => {
      const page = <CancelPage subscription={subscription} name={productName(world, subscription)} base={base} />;
      return answerPage(context, page);
    }),
  );
  app.post("/p/session/:id/subscriptions/:subscription/cancel", (context) =>
    withSubscription(world, context, async ({ base }, { id }) => {
      const { when } = await readForm(context);
      world.transact(byPage, () => cancel(world, id, when === "now"));
      return context.redirect(base, 303);
    }),
  );
  app.post("/p/session/:id/subscriptions/:subscription/resume", (context) =>
    withSubscription(world, context, ({ base }, subscription) => {
      const change = { items: [], fields: {}, cancelAtPeriodEnd: false, prorationBehavior: "none" };
      world.transact(byPage, () => changeSubscription(world, subscription, change));
      return context.redirect(base, 303);
    }),
  );
  app.get("/p/session/:id/payment-method", (context) =>
    withVisit(world, context, ({ base, session }) =>
      answerPage(context, <MethodPage base={base} form={emptyForm} errors={{}} problem={null} />, {
        formTargets: [afterFlow(session)],
      }),
    ),
  );
  app.post("/p/session/:id/payment-method", (context) =>
    withVisit(world, context, (visit) => saveCard(world, context, visit)),
  );
  return app;
}

type Answer = Response | Promise<Response>;

async function withVisit(world: World, context: Context, answer: (visit: Visit) => Answer): Promise<Response> {
  const session = world.portalSessions.get(context.req.param("id") ?? "");
  const customer = session && world.customers.get(session.customer);
  if (session && customer) return answer({ base: `/p/session/${session.id}`, session, customer });
  const text = "There is no such billing portal session. Go back and open it again.";
  return answerPage(context, <ClosedPage title="Session not found" text={text} link={null} />, { status: 404 });
}

async function withSubscription(
  world: World,
  context: Context,
  answer: (visit: Visit, subscription: Subscription) => Answer,
): Promise<Response> {
  return withVisit(world, context, (visit) => {
    const subscription = world.subscriptions.get(context.req.param("subscription") ?? "");
    const isOwn = subscription?.customer === visit.customer.id && subscription.ended_at === null;
    return isOwn && mayCancel(world, visit.session) ? answer(visit, subscription) : context.redirect(visit.base, 303);
  });
}

function mayCancel(world: World, { configuration }: PortalSession): boolean {
  return world.portalConfigurations.get(configuration)?.features.subscription_cancel.enabled ?? false;
}

function cancel(world: World, id: string, atOnce: boolean): void {
  const subscription = world.subscriptions.get(id);
  if (!subscription || subscription.ended_at !== null) return;
  if (atOnce) cancelSubscription(world, subscription, { reason: "cancellation_requested" });
  else
    changeSubscription(world, subscription, {
      items: [],
      fields: {},
      cancelAtPeriodEnd: true,
      prorationBehavior: "none",
    });
}

function showPortal(world: World, context: Context, { base, session, customer }: Visit): Answer {
  const subscriptions = world.subscriptions.newestFirst().filter((each) => each.customer === customer.id);
  const invoices = world.invoices
    .newestFirst()
    .filter((each) => each.customer === customer.id && each.status !== "draft");
  const names = new Map([...world.products.values()].map(({ id, name }) => [id, name]));
  const view = {
    base,
    returnUrl: session.return_url,
    customer,
    subscriptions: subscriptions.map((subscription) => ({ subscription, names })),
    method: currentMethod(world, customer, subscriptions),
    invoices: invoices.slice(0, 24),
    canCancel: mayCancel(world, session),
  };
  return answerPage(context, <PortalPage {...view} />, { formTargets: [session.return_url] });
}

function currentMethod(world: World, customer: Customer, subscriptions: Subscription[]): PaymentMethod | null {
  const ids = [
    ...subscriptions.map((each) => each.default_payment_method),
    customer.invoice_settings.default_payment_method,
  ];
  for (const id of ids) {
    const method = id ? world.paymentMethods.get(id) : undefined;
    if (method) return method;
  }
  return null;
}

function productName(world: World, { items }: Subscription): string {
  return world.products.get(items.data[0]?.price.product ?? "")?.name ?? "the subscription";
}

function afterFlow({ flow }: PortalSession): string | null {
  return flow?.after_completion.redirect?.return_url ?? null;
}

async function saveCard(world: World, context: Context, { base, session, customer }: Visit): Promise<Response> {
  const { number = "", expiry = "", cvc = "", name = "" } = await readForm(context);
  const form = { number, expiry, cvc, name };
  const { card, errors } = readCard(form, world.clock.nowMs());
  if (!card)
    return answerPage(context, <MethodPage base={base} form={form} errors={errors} problem={null} />, {
      status: 422,
      formTargets: [afterFlow(session)],
    });
  const refusal = world.transact(byPage, () => {
    const method = createCardMethod(world, { ...card, billing: { name: card.name, email: customer.email } });
    const outcome = cardOutcome(world, method, { authenticated: true });
    if (outcome.kind === "declined" && !outcome.attaches) return outcome.message;
    replaceCard(world, customer, method);
    return null;
  });
  if (refusal === null) return context.redirect(afterFlow(session) ?? base, 303);
  const page = <MethodPage base={base} form={form} errors={{ number: refusal }} problem={refusal} />;
  return answerPage(context, page, { status: 402, formTargets: [afterFlow(session)] });
}
