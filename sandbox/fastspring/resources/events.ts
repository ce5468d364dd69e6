import { Hono } from "hono";
import { z } from "zod";
import { notFound, Refusal } from "../refusal";
import { envelope } from "../webhooks/deliverer";
import type { World } from "../world";

const mostAtOnce = 25;
const longestMs = 30 * 86_400_000;
const query = z.object({
  begin: z.coerce.number().int().optional(),
  end: z.coerce.number().int().optional(),
  days: z.coerce.number().int().min(1).max(30).optional(),
});

/** The events of the first webhook, oldest first, 25 at a time and 30 days back. */
export function eventRoutes(world: World): Hono {
  const app = new Hono();
  for (const [path, processed] of [
    ["/events/unprocessed", false],
    ["/events/processed", true],
  ] as const) {
    app.get(path, (context) => {
      const { begin, end } = spanOf(world, query.parse(context.req.query()));
      const isAskedFor = (event: { created: number; processed: boolean }) =>
        event.processed === processed && event.created >= begin && event.created <= end;
      const matching = world.events.all().filter(isAskedFor);
      const { expansion } = world.settings();
      const events = matching.slice(0, mostAtOnce).map((event) => ({ ...envelope(event, expansion), event: event.id }));
      const more = matching.length > mostAtOnce;
      return context.json({ action: "events.get", result: "success", total: events.length, events, more });
    });
  }
  app.post("/events/:id", async (context) => {
    const event = world.events.get(context.req.param("id"));
    if (!event) throw notFound("event");
    const { processed } = z.object({ processed: z.boolean() }).parse(await context.req.json());
    world.events.put({ ...event, processed });
    for (const delivery of world.deliveries.all()) {
      const isPending = processed && delivery.event === event.id && delivery.status === "pending";
      if (isPending) world.deliveries.put({ ...delivery, status: "delivered", lastAnswer: "marked as processed" });
    }
    return context.json({ action: "events.update", result: "success", event: event.id });
  });
  return app;
}

function spanOf(world: World, { begin, end, days }: z.infer<typeof query>): { begin: number; end: number } {
  const now = world.now();
  const from = begin ?? (days === undefined ? null : now - days * 86_400_000);
  if (from === null) throw new Refusal({ begin: "Begin required." });
  if (from < now - longestMs) throw new Refusal({ begin: `Begin must be after '${now - longestMs}'.` });
  if (end !== undefined && end < from) throw new Refusal({ begin: "Begin must be less than end." });
  return { begin: from, end: end ?? now };
}
