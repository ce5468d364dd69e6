/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import type { CheckoutPlan } from "../records";
import type { CheckoutSession } from "../wire";
import type { World } from "../world";
import { ClosedPage } from "./checkout-page";

export interface OpenSession {
  session: CheckoutSession;
  plan: CheckoutPlan;
}

export type Answer = Response | Promise<Response>;

/** Answers for a session that can still be paid; for any other it says what became of it. */
export async function withOpenSession(
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

export function afterCompletion(context: Context, session: CheckoutSession): Answer {
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

/** Where the buyer goes after paying, with the session id filled in. */
export function successUrl({ id, success_url: url }: CheckoutSession): string {
  return (url ?? "/").replaceAll(/\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi, id);
}
