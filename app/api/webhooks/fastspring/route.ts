import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import { formatSubject } from "@/lib/commerce/subject";
import { getContext, type Context } from "@/lib/context";
import { readRawBody } from "@/lib/inbox/read-raw-body";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { countWebhook } from "@/lib/observability/metrics";
import { refuseNotification } from "../refuse-notification";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Expanded events are some kilobytes each, and one notification may hold a thousand. */
const longestBodyBytes = 10 * 1024 * 1024;
/** Stored in one transaction each, so that what fails takes only its neighbors along. */
const storedAtOnce = 100;

/**
 * FastSpring's events, many in one body: 200 when all are stored, else 202 with the ids of those that are, one a line; the
 * others are sent again ("Processed and unprocessed webhook events").
 */
export async function POST(request: Request): Promise<Response> {
  const response = await receive(getContext(), request);
  countWebhook("fastspring", response.status);
  return response;
}

async function receive(ctx: Context, request: Request): Promise<Response> {
  const commerce = ctx.commerce.FASTSPRING;
  // Without a secret everybody could sign.
  if (!commerce || ctx.env.FASTSPRING_WEBHOOK_SECRETS.length === 0) return answer(404, "This webhook is not set up");
  const rawBody = await readRawBody(request, longestBodyBytes);
  if (rawBody === null) return answer(413, "The body is larger than 10 MiB");
  const reading = commerce.readNotification(rawBody, request.headers.get("x-fs-signature"), ctx.now());
  switch (reading.kind) {
    case "bad_signature":
      return await refuseNotification(ctx, request, "FASTSPRING_WEBHOOK_SECRETS");
    case "unreadable":
      ctx.log.warn({ reason: reading.reason }, "A signed webhook could not be read");
      return answer(400, reading.reason);
    case "events":
      return acknowledge(await storeAll(ctx, reading.events), reading.events.length + (reading.unreadable ?? 0));
  }
}

/** The ids of what is stored now, or was before. */
async function storeAll(ctx: Context, events: ProviderEvent[]): Promise<string[]> {
  const stored: string[] = [];
  for (let start = 0; start < events.length; start += storedAtOnce) {
    const part = events.slice(start, start + storedAtOnce);
    const incoming = part.map((event) => ({ ...event, subject: event.subject && formatSubject(event.subject) }));
    try {
      await receiveEvents(ctx, { provider: "FASTSPRING", events: incoming, rawBody: "" });
      stored.push(...part.map(({ eventId }) => eventId));
    } catch (error) {
      ctx.log.error({ err: error, events: part.length }, "Events could not be stored; FastSpring will send them again");
    }
  }
  return stored;
}

function acknowledge(stored: string[], sent: number): Response {
  if (stored.length === sent) return new Response(null, { status: 200 });
  if (stored.length === 0) return answer(500, "No event could be stored");
  return new Response(`${stored.join("\n")}\n`, { status: 202, headers: { "content-type": "text/plain" } });
}

function answer(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
