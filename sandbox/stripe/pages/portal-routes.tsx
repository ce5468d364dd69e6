/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { emptyCard } from "@/sandbox/pages/card-fields";
import { cardOutcome } from "../steps/card-outcome";
import { cancelSubscription } from "../steps/cancel-subscription";
import { changeSubscription } from "../steps/change-subscription";
import { plannedUpdate } from "../steps/planned-update";
import { replaceCard } from "../steps/replace-card";
import { createCardMethod } from "../steps/save-payment-method";
import { offerUpdate } from "../steps/offer-update";
import type { Customer, PaymentMethod, Subscription } from "../wire";
import type { World } from "../world";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import { readCard } from "@/sandbox/pages/card-form";
import { CancelPage, DonePage, MethodPage } from "./portal-forms";
import { PortalPage } from "./portal-page";
import { addUpdatePages } from "./portal-update-routes";
import type { Answer, Visit } from "./portal-visit";
import { byPage, formTargets, leave, withOwnSubscription, withVisit } from "./portal-visit";
import { readForm } from "@/sandbox/pages/read-form";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";

/** The billing portal under `/p/session/:id`. Everything works without JavaScript. */
export function portalPages(world: World): Hono {
  const app = new Hono();
  app.use("/p/*", requireOwnOrigin(world.origin));
  app.get("/p/session/:id", (context) => withVisit(world, context, (visit) => showPortal(world, context, visit)));
  app.get("/p/session/:id/subscriptions/:subscription/cancel", (context) =>
    withSubscription(world, context, (visit, subscription) => {
      const name = productName(world, subscription);
      const page = <CancelPage subscription={subscription} name={name} base={visit.base} />;
      return answerPage(context, page, { formTargets: formTargets(visit) });
    }),
  );
  app.post("/p/session/:id/subscriptions/:subscription/cancel", (context) =>
    withSubscription(world, context, async (visit, { id }) => {
      const { when } = await readForm(context);
      world.transact(byPage, () => cancel(world, id, when === "now"));
      return leave(context, visit, "subscription_cancel");
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
    withVisit(world, context, (visit) =>
      showMethod(context, visit, { form: emptyCard, errors: {}, problem: null, status: 200 }),
    ),
  );
  app.post("/p/session/:id/payment-method", (context) =>
    withVisit(world, context, (visit) => saveCard(world, context, visit)),
  );
  app.get("/p/session/:id/done", (context) =>
    withVisit(world, context, ({ session }) => answerPage(context, <DonePage session={session} />)),
  );
  addUpdatePages(app, world);
  return app;
}

function withSubscription(
  world: World,
  context: Context,
  answer: (visit: Visit, subscription: Subscription) => Answer,
): Promise<Response> {
  return withOwnSubscription(world, context, (visit, subscription) =>
    visit.configuration.features.subscription_cancel.enabled
      ? answer(visit, subscription)
      : context.redirect(visit.base, 303),
  );
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

function showPortal(world: World, context: Context, visit: Visit): Answer {
  const { base, session, configuration, customer } = visit;
  const subscriptions = world.subscriptions.newestFirst().filter((each) => each.customer === customer.id);
  const invoices = world.invoices
    .newestFirst()
    .filter((each) => each.customer === customer.id && each.status !== "draft");
  const names = new Map([...world.products.values()].map(({ id, name }) => [id, name]));
  const view = {
    base,
    returnUrl: session.return_url,
    customer,
    subscriptions: subscriptions.map((subscription) => ({
      subscription,
      names,
      canUpdate: offerUpdate(world, configuration, subscription) !== null,
      planned: plannedUpdate(world, subscription),
    })),
    method: currentMethod(world, customer, subscriptions),
    invoices: invoices.slice(0, 24),
    canCancel: configuration.features.subscription_cancel.enabled,
  };
  return answerPage(context, <PortalPage {...view} />, { formTargets: formTargets(visit) });
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

type Method = { form: CardForm; errors: CardErrors; problem: string | null; status: 200 | 402 | 422 };

function showMethod(context: Context, visit: Visit, { form, errors, problem, status }: Method): Answer {
  const page = <MethodPage base={visit.base} form={form} errors={errors} problem={problem} />;
  return answerPage(context, page, { status, formTargets: formTargets(visit) });
}

async function saveCard(world: World, context: Context, visit: Visit): Promise<Response> {
  const { customer } = visit;
  const { number = "", expiry = "", cvc = "", name = "" } = await readForm(context);
  const form = { number, expiry, cvc, name };
  const { card, errors } = readCard(form, world.clock.nowMs());
  if (!card) return showMethod(context, visit, { form, errors, problem: null, status: 422 });
  const refusal = world.transact(byPage, () => {
    const method = createCardMethod(world, { ...card, billing: { name: card.name, email: customer.email } });
    const outcome = cardOutcome(world, method, { authenticated: true });
    if (outcome.kind === "declined" && !outcome.attaches) return outcome.message;
    replaceCard(world, customer, method);
    return null;
  });
  if (refusal === null) return leave(context, visit, "payment_method_update");
  return showMethod(context, visit, { form, errors: { number: refusal }, problem: refusal, status: 402 });
}
