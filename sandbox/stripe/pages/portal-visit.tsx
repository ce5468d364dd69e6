/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import type { Customer, PortalConfiguration, PortalSession, Subscription } from "../wire";
import type { World } from "../world";
import { ClosedPage } from "./checkout-page";

export interface Visit {
  base: string;
  session: PortalSession;
  configuration: PortalConfiguration;
  customer: Customer;
}

export type Answer = Response | Promise<Response>;

export const byPage = { id: null, idempotency_key: null };

/** Answers for a session of the billing portal; for anything else it says that there is none. */
export async function withVisit(world: World, context: Context, answer: (visit: Visit) => Answer): Promise<Response> {
  const session = world.portalSessions.get(context.req.param("id") ?? "");
  const customer = session && world.customers.get(session.customer);
  const configuration = session && world.portalConfigurations.get(session.configuration);
  if (session && customer && configuration) {
    return answer({ base: `/p/session/${session.id}`, session, configuration, customer });
  }
  const text = "There is no such billing portal session. Go back and open it again.";
  return answerPage(context, <ClosedPage title="Session not found" text={text} link={null} />, { status: 404 });
}

/** Answers for a running subscription of the visitor's own; for any other it leads back. */
export async function withOwnSubscription(
  world: World,
  context: Context,
  answer: (visit: Visit, subscription: Subscription) => Answer,
): Promise<Response> {
  return withVisit(world, context, (visit) => {
    const subscription = world.subscriptions.get(context.req.param("subscription") ?? "");
    const isOwn = subscription?.customer === visit.customer.id && subscription.ended_at === null;
    return isOwn ? answer(visit, subscription) : context.redirect(visit.base, 303);
  });
}

type FlowType = "payment_method_update" | "subscription_cancel" | "subscription_update";

/** Where a deed leads: as the flow says if the visit was for that, else to the portal's first page. */
export function leave(context: Context, { base, session: { flow } }: Visit, done: FlowType): Response {
  const isPurpose = flow?.type.replace(/_confirm$/, "") === done;
  return context.redirect(isPurpose ? placeAfter(base, flow.after_completion) : base, 303);
}

function placeAfter(base: string, { type, redirect }: NonNullable<PortalSession["flow"]>["after_completion"]): string {
  if (type === "hosted_confirmation") return `${base}/done`;
  return redirect?.return_url ?? base;
}

/** Where forms of this visit may lead. */
export function formTargets({ session }: Visit): (string | null)[] {
  return [session.return_url, session.flow?.after_completion.redirect?.return_url ?? null];
}
