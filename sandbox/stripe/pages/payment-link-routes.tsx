/** @jsxImportSource hono/jsx */
import { Hono, type Context } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { openPaymentLink } from "../resources/open-payment-link";
import { StripeError } from "../stripe-error";
import type { PaymentLink } from "../wire";
import type { World } from "../world";
import { ClosedPage } from "./checkout-page";
import type { Answer } from "./open-session";

const byPage = { id: null, idempotency_key: null };

/** The addresses of payment links, `/b/:slug`: each visit opens a checkout for a buyer nobody knows yet. */
export function paymentLinkPages(world: World): Hono {
  const app = new Hono();
  app.get("/b/:slug", (context) => withLink(world, context, (link) => openCheckout(world, context, link)));
  app.get("/b/:slug/thanks", (context) =>
    withLink(world, context, ({ after_completion: after }) => {
      const text = after.hosted_confirmation?.custom_message ?? "The seller sends you the rest by email.";
      const link = { href: "/mail", label: "Open the sandbox's mailbox" };
      return answerPage(context, <ClosedPage title="Thanks for your payment" text={text} link={link} />);
    }),
  );
  return app;
}

function openCheckout(world: World, context: Context, link: PaymentLink): Answer {
  if (!link.active) {
    const text = link.inactive_message ?? "This link is no longer active.";
    return answerPage(context, <ClosedPage title="Not on sale any more" text={text} link={null} />, { status: 410 });
  }
  const visit = {
    clientReferenceId: context.req.query("client_reference_id"),
    lockedEmail: context.req.query("locked_prefilled_email"),
  };
  try {
    const session = world.transact(byPage, () => openPaymentLink(world, link, visit));
    return context.redirect(`/c/pay/${session.id}`, 303);
  } catch (error) {
    // A price was archived after the link was made, say.
    if (!(error instanceof StripeError)) throw error;
    return answerPage(context, <ClosedPage title="Not on sale any more" text={error.message} link={null} />, {
      status: 410,
    });
  }
}

function withLink(world: World, context: Context, answer: (link: PaymentLink) => Answer): Answer {
  const slug = context.req.param("slug") ?? "";
  // Not the whole address: the sandbox may have started on another port since.
  const link = world.paymentLinks.newestFirst().find(({ url }) => url.endsWith(`/b/${slug}`));
  if (link) return answer(link);
  const text = "There is no such payment link. It may be incomplete, or the sandbox was reset.";
  return answerPage(context, <ClosedPage title="Link not found" text={text} link={null} />, { status: 404 });
}
