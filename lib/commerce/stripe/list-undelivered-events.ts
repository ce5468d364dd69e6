import type { PageRequest, UndeliveredPage } from "../commerce-port";
import { callStripe } from "./call-stripe";
import { nextOf, startingAfter } from "./list-purchases";
import { toProviderEvent } from "./read-notification";
import type { StripeClient } from "./stripe-client";
import { fromUnix, toUnix } from "./time";

/**
 * Events that some endpoint of the account has not taken, newest first ("Process undelivered webhook events"). Other
 * endpoints' failures are among them: what is stored already, or is about nothing of ours, does no harm.
 */
export async function listUndeliveredEvents(
  stripe: StripeClient,
  { after, signal, since }: PageRequest & { since: Date },
): Promise<UndeliveredPage> {
  const created = { gte: toUnix(since) };
  const page = await callStripe(
    "listing undelivered events",
    () => stripe.events.list({ delivery_success: false, created, limit: 100, ...startingAfter(after) }),
    signal,
  );
  const events = page.data.map((event) => ({
    event: toProviderEvent(event, fromUnix(event.created)),
    rawBody: JSON.stringify(event),
  }));
  return { events, after: nextOf(page) };
}
