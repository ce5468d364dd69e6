/** @jsxImportSource hono/jsx */
import { CardFields } from "@/sandbox/pages/card-fields";
import type { CardErrors, CardForm } from "@/sandbox/pages/card-form";
import { formatDay } from "@/sandbox/pages/format";
import { Problem } from "@/sandbox/pages/problem";
import { currentPeriodEnd } from "../steps/end-period";
import type { PortalSession, Subscription } from "../wire";
import { cardHints } from "./card-hints";
import { PortalFrame } from "./portal-page";

/** Asks once more before a subscription is canceled, and how. */
export function CancelPage({ subscription, name, base }: { subscription: Subscription; name: string; base: string }) {
  const day = formatDay(currentPeriodEnd(subscription));
  const action = `${base}/subscriptions/${subscription.id}/cancel`;
  return (
    <PortalFrame title={`Cancel ${name}?`} returnUrl={null}>
      <div class="card stack">
        {subscription.cancel_at_period_end ? (
          <p>This subscription is canceled already and ends on {day}. You can also end it at once.</p>
        ) : (
          <p>
            Canceled on {day}, it stays in use until then and is not charged again. Canceled now, it ends at this
            moment.
          </p>
        )}
        <form method="post" action={action} class="actions">
          {subscription.cancel_at_period_end ? null : (
            <button class="button" type="submit" name="when" value="period_end" data-busy="Canceling…">
              Cancel on {day}
            </button>
          )}
          <button class="button danger" type="submit" name="when" value="now" data-busy="Canceling…">
            Cancel now
          </button>
          <a class="button quiet" href={base}>
            Go back
          </a>
        </form>
      </div>
    </PortalFrame>
  );
}

export interface MethodPageProps {
  base: string;
  form: CardForm;
  errors: CardErrors;
  problem: string | null;
}

/** Replaces the card that everything is charged to. */
export function MethodPage({ base, form, errors, problem }: MethodPageProps) {
  return (
    <PortalFrame title="Update card" returnUrl={null}>
      <form method="post" action={`${base}/payment-method`} class="card stack" novalidate>
        <Problem text={problem} />
        <CardFields form={form} errors={errors} hints={cardHints} />
        <div class="actions">
          <button class="button" type="submit" data-busy="Saving…">
            Save card
          </button>
          <a class="button quiet" href={base}>
            Go back
          </a>
        </div>
      </form>
    </PortalFrame>
  );
}

/** What a visit for one purpose ends with when the flow asks for a page of its own. */
export function DonePage({ session: { flow, return_url: returnUrl } }: { session: PortalSession }) {
  const message = flow?.after_completion.hosted_confirmation?.custom_message;
  return (
    <PortalFrame title="Done" returnUrl={returnUrl}>
      <p class="card">{message ?? "The change is made. You can close this page."}</p>
    </PortalFrame>
  );
}
