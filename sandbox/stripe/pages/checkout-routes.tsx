/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { formatMoney } from "@/sandbox/pages/format";
import { authenticationFailure, failAuthentication } from "../steps/confirm-payment-intent";
import type { CheckoutResult } from "../steps/complete-checkout";
import { completeCheckout } from "../steps/complete-checkout";
import { createCardMethod } from "../steps/save-payment-method";
import type { CheckoutPlan } from "../records";
import type { CheckoutSession } from "../wire";
import type { World } from "../world";
import { setQuantity } from "../steps/set-checkout-quantity";
import type { CardErrors } from "./card-form";
import { readCard } from "./card-form";
import { ChallengePage, CheckoutPage, type CheckoutForm, type CheckoutView, ClosedPage } from "./checkout-page";
import { readForm } from "./read-form";
import { requireOwnOrigin } from "./require-own-origin";

const byPage = { id: null, idempotency_key: null };

interface OpenSession {
  session: CheckoutSession;
  plan: CheckoutPlan;
}

/** The hosted checkout under `/c/pay/:id`. Everything works without JavaScript. */
export function checkoutPages(world: World): Hono {
  const app = new Hono();
  app.use("/c/*", requireOwnOrigin(world.origin));
  app.get("/c/pay/:id", (context) =>
    withOpenSession(world, context, (open) => {
      const failed = context.req.query("problem") === "authentication";
      return showCheckout(world, context, open, { problem: failed ? authenticationFailure.message : null });
    }),
  );
  app.post("/c/pay/:id", (context) => withOpenSession(world, context, (open) => pay(world, context, open)));
  app.post("/c/pay/:id/quantity", (context) =>
    withOpenSession(world, context, async ({ session }) => {
      const form = await readForm(context);
      world.transact(byPage, () => setQuantity(world, session, form.line ?? "", Number(form.quantity)));
      return context.redirect(`/c/pay/${session.id}`, 303);
    }),
  );
  app.get("/c/pay/:id/authenticate", (context) =>
    withOpenSession(world, context, (open) => showChallenge(world, context, open)),
  );
  app.post("/c/pay/:id/authenticate", (context) =>
    withOpenSession(world, context, (open) => answerChallenge(world, context, open)),
  );
  return app;
}

type Answer = Response | Promise<Response>;

async function withOpenSession(
  world: World,
  context: Context,
  answer: (open: OpenSession) => Answer,
): Promise<Response> {
  const id = context.req.param("id") ?? "";
  const session = world.checkoutSessions.get(id);
  const plan = world.checkoutPlans.get(id);
  if (!session || !plan) {
    const text = "There is no such checkout. The link may be incomplete, or the sandbox was reset.";
    return answerPage(context, <ClosedPage title="Checkout not found" text={text} link={null} />, { status: 404 });
  }
  if (session.status === "open") return answer({ session, plan });
  return session.status === "complete" ? afterCompletion(context, session) : showExpired(context, session);
}

function afterCompletion(context: Context, session: CheckoutSession): Answer {
  // A second click, or a second tab, ends where the first one did.
  if (context.req.method === "POST") return context.redirect(successUrl(session), 303);
  const link = { href: successUrl(session), label: "Continue" };
  const text = "This checkout is complete. Nothing will be charged again.";
  return answerPage(context, <ClosedPage title="Already paid" text={text} link={link} />);
}

function showExpired(context: Context, session: CheckoutSession): Answer {
  const text = "This checkout has expired and nothing was charged. Go back and start again.";
  const link = session.cancel_url ? { href: session.cancel_url, label: "Go back" } : null;
  return answerPage(context, <ClosedPage title="Checkout expired" text={text} link={link} />, { status: 410 });
}

function successUrl({ id, success_url: url }: CheckoutSession): string {
  return (url ?? "/").replaceAll(/\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi, id);
}

type Shown = Partial<Pick<CheckoutView, "form" | "errors" | "problem">> & { status?: 200 | 402 | 422 };

function showCheckout(world: World, context: Context, { session, plan }: OpenSession, shown: Shown): Answer {
  const known = world.customers.get(session.customer ?? "");
  const tried = world.paymentMethods.get(plan.paymentMethod ?? "")?.billing_details;
  const form = shown.form ?? {
    email: session.customer_email ?? tried?.email ?? "",
    number: "",
    expiry: "",
    cvc: "",
    name: tried?.name ?? "",
  };
  const view: CheckoutView = {
    session,
    plan,
    trialEnd: trialEndOf(world, session, plan),
    knownEmail: known?.email ?? session.customer_email,
    needsCard: needsCard(session),
    form,
    errors: shown.errors ?? {},
    problem: shown.problem ?? null,
  };
  return answerPage(context, <CheckoutPage {...view} />, {
    status: shown.status ?? 200,
    formTargets: targets(session),
  });
}

function targets({ success_url, cancel_url }: CheckoutSession): (string | null)[] {
  return [success_url, cancel_url];
}

function needsCard(session: CheckoutSession): boolean {
  return Boolean(session.amount_total) || session.payment_method_collection === "always";
}

function trialEndOf(world: World, session: CheckoutSession, { subscription }: CheckoutPlan): number | null {
  if (session.mode !== "subscription" || !subscription) return null;
  const { trialDays, trialEnd } = subscription;
  return trialDays ? world.now(session.customer) + trialDays * 86_400 : trialEnd;
}

async function pay(world: World, context: Context, open: OpenSession): Promise<Response> {
  const { email = "", number = "", expiry = "", cvc = "", name = "" } = await readForm(context);
  // Reading the form took a moment in which another tab may have paid.
  const session = world.checkoutSessions.get(open.session.id) ?? open.session;
  if (session.status !== "open") return afterCompletion(context, session);
  const form: CheckoutForm = { email: email.trim(), number, expiry, cvc, name };
  const knownEmail = world.customers.get(session.customer ?? "")?.email ?? session.customer_email;
  const errors: CheckoutView["errors"] = {};
  if (!knownEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email))
    errors.email = "Enter an email address like name@example.com.";
  const read = needsCard(session) ? readCard(form, world.clock.nowMs()) : { card: null, errors: {} };
  Object.assign(errors, read.errors);
  if (Object.keys(errors).length > 0) return showCheckout(world, context, open, { form, errors, status: 422 });
  const result = world.transact(byPage, () => {
    const billing = { email: knownEmail ?? form.email, name: form.name.trim() || null };
    const method = read.card && createCardMethod(world, { ...read.card, billing });
    return completeCheckout(world, session, { email: billing.email, name: billing.name, method });
  });
  return afterAttempt(world, context, { ...open, session }, form, result);
}

function afterAttempt(
  world: World,
  context: Context,
  open: OpenSession,
  form: CheckoutForm,
  result: CheckoutResult,
): Answer {
  switch (result.kind) {
    case "complete":
      return context.redirect(successUrl(result.session), 303);
    case "authentication":
      return context.redirect(`/c/pay/${open.session.id}/authenticate`, 303);
    case "declined": {
      const errors = { [fieldOf(result.decline.code)]: result.decline.message };
      return showCheckout(world, context, open, { form, errors, problem: result.decline.message, status: 402 });
    }
  }
}

function fieldOf(code: string): keyof CardErrors {
  if (code === "expired_card") return "expiry";
  return code === "incorrect_cvc" ? "cvc" : "number";
}

function showChallenge(world: World, context: Context, { session, plan }: OpenSession): Answer {
  const method = world.paymentMethods.get(plan.paymentMethod ?? "");
  if (!method) return context.redirect(`/c/pay/${session.id}`, 303);
  const amount = formatMoney(session.amount_total ?? 0, session.currency ?? "usd");
  const page = (
    <ChallengePage
      action={`/c/pay/${session.id}/authenticate`}
      amount={amount}
      last4={method.card?.last4 ?? ""}
      backTo={`/c/pay/${session.id}`}
    />
  );
  return answerPage(context, page, { formTargets: targets(session) });
}

async function answerChallenge(world: World, context: Context, open: OpenSession): Promise<Response> {
  const { answer } = await readForm(context);
  const session = world.checkoutSessions.get(open.session.id) ?? open.session;
  if (session.status !== "open") return afterCompletion(context, session);
  const method = world.paymentMethods.get(open.plan.paymentMethod ?? "");
  if (!method) return context.redirect(`/c/pay/${session.id}`, 303);
  if (answer !== "complete") {
    const intent = world.paymentIntents.get(open.plan.paymentIntent ?? "");
    if (intent?.status === "requires_action") world.transact(byPage, () => failAuthentication(world, intent));
    return context.redirect(`/c/pay/${session.id}?problem=authentication`, 303);
  }
  const { email, name } = method.billing_details;
  world.transact(byPage, () => completeCheckout(world, session, { email, name, method, authenticated: true }));
  return context.redirect(successUrl(session), 303);
}
