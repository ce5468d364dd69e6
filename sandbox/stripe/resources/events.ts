import { z } from "zod";
import * as field from "../api/fields";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { resourceMissing } from "../stripe-error";
import { resendEvent } from "../webhooks/resend-event";
import type { StripeEvent } from "../wire";

const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  delivery_success: field.flag.optional(),
  type: field.text.optional(),
  types: z.array(field.text).max(20, "You may pass up to 20 types.").optional(),
});

const retryParams = z.strictObject({
  account: field.accepted,
  for_stripecli: field.accepted,
  webhook_endpoint: field.text.optional(),
});

function matches(each: StripeEvent, input: z.output<typeof listParams>): boolean {
  const tests = [
    input.type === undefined || isOfType(each, input.type),
    input.types === undefined || input.types.some((type) => isOfType(each, type)),
    input.delivery_success === undefined || (each.pending_webhooks === 0) === input.delivery_success,
    isWithin(each.created, input.created),
  ];
  return tests.every(Boolean);
}

/** `customer.*` names a whole family. */
function isOfType({ type }: StripeEvent, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

export const eventRoutes = [
  route("GET", "/v1/events", listParams, ({ world, input }) =>
    paginate(
      world.events.newestFirst().filter((each) => matches(each, input)),
      input,
      "/v1/events",
    ),
  ),
  route("GET", "/v1/events/:id", nothing, ({ world, id }) => {
    const found = world.events.get(id);
    if (!found) throw resourceMissing("event", id, "id");
    return found;
  }),
  // What `stripe events resend` of the official CLI calls.
  route("POST", "/v1/events/:id/retry", retryParams, ({ world, input, id }) => {
    const event = world.events.get(id);
    if (!event) throw resourceMissing("event", id, "id");
    const endpoint = input.webhook_endpoint ? world.webhookEndpoints.get(input.webhook_endpoint) : null;
    if (endpoint === undefined)
      throw resourceMissing("webhook endpoint", input.webhook_endpoint ?? "", "webhook_endpoint");
    return resendEvent(world, event, endpoint);
  }),
];
