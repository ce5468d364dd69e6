import { formatSubject } from "@/lib/commerce/subject";
import { getContext, type Context } from "@/lib/context";
import { readRawBody } from "@/lib/inbox/read-raw-body";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { countWebhook } from "@/lib/observability/metrics";
import { refuseNotification } from "../refuse-notification";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Stripe's events: verified, stored, answered (design, 4.3). 200 means stored; what comes of it is told elsewhere. */
export async function POST(request: Request): Promise<Response> {
  const response = await receive(getContext(), request);
  countWebhook("stripe", response.status);
  return response;
}

async function receive(ctx: Context, request: Request): Promise<Response> {
  const commerce = ctx.commerce.STRIPE;
  // Without a secret everybody could sign.
  if (!commerce || ctx.env.STRIPE_WEBHOOK_SECRETS.length === 0) return answer(404, "This webhook is not set up");
  const rawBody = await readRawBody(request);
  if (rawBody === null) return answer(413, "The body is larger than 1 MiB");
  const reading = commerce.readNotification(rawBody, request.headers.get("stripe-signature"), ctx.now());
  switch (reading.kind) {
    case "bad_signature":
      return await refuseNotification(ctx, request, "STRIPE_WEBHOOK_SECRETS");
    case "unreadable":
      ctx.log.warn({ reason: reading.reason }, "A signed webhook could not be read");
      return answer(400, reading.reason);
    case "events": {
      const events = reading.events.map((event) => ({
        ...event,
        subject: event.subject && formatSubject(event.subject),
      }));
      const received = await receiveEvents(ctx, { provider: "STRIPE", events, rawBody });
      return Response.json(received);
    }
  }
}

function answer(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
