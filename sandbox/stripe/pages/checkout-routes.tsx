/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { formatMoney } from "@/sandbox/pages/format";
import type { CheckoutResult } from "../steps/complete-checkout";
import { completeCheckout } from "../steps/complete-checkout";
import { authenticationFailure, failAuthentication } from "../steps/confirm-payment-intent";
import { enterPromotionCode } from "../steps/discount-checkout";
import { setQuantity } from "../steps/set-checkout-quantity";
import type { World } from "../world";
import type { CardErrors } from "@/sandbox/pages/card-form";
import type { CheckoutForm } from "./checkout-page";
import { ChallengePage } from "./checkout-page";
import type { Answer, OpenSession } from "./open-session";
import { afterCompletion, successUrl, withOpenSession } from "./open-session";
import { checkForm, createMethod, readCheckoutForm } from "./payment-source";
import { readForm } from "@/sandbox/pages/read-form";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";
import { formTargets, showCheckout } from "./show-checkout";

const notPaid = "The payment did not go through and nothing was charged. Check the card or use another one.";
const byPage = { id: null, idempotency_key: null };

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
  app.post("/c/pay/:id/promotion", (context) =>
    withOpenSession(world, context, async (open) => {
      const { code = "" } = await readForm(context);
      const isTaken = world.transact(byPage, () => enterPromotionCode(world, open.session, code));
      if (isTaken) return context.redirect(`/c/pay/${open.session.id}`, 303);
      return showCheckout(world, context, open, { problem: "This promotion code is not valid.", status: 422 });
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

async function pay(world: World, context: Context, open: OpenSession): Promise<Response> {
  const typed = await readForm(context);
  // Reading the form took a moment in which another tab may have paid.
  const session = world.checkoutSessions.get(open.session.id) ?? open.session;
  if (session.status !== "open") return afterCompletion(context, session);
  const form = readCheckoutForm(world, session, typed);
  const { source, errors } = checkForm(world, session, form);
  if (Object.keys(errors).length > 0) return showCheckout(world, context, open, { form, errors, status: 422 });
  const result = world.transact(byPage, () => {
    const billing = { email: form.email, name: form.name.trim() || null };
    const method = source && createMethod(world, source, billing);
    return completeCheckout(world, session, { ...billing, method });
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
      return showCheckout(world, context, open, { form, errors, problem: notPaid, status: 402 });
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
  return answerPage(context, page, { formTargets: formTargets(session) });
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
