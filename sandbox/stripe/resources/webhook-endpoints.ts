import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { newId } from "../ids";
import { webhookEndpoint } from "../objects/webhook-endpoint";
import { resourceMissing } from "../stripe-error";
import type { WebhookEndpoint } from "../wire";
import { keepDelivery } from "../webhooks/keep-delivery";
import type { World } from "../world";

const createParams = z.strictObject({
  api_version: field.text.optional(),
  connect: field.accepted,
  description: field.clearableText.optional(),
  enabled_events: z.array(field.text).min(1, "You must listen to at least one event."),
  metadata: field.metadata.optional(),
  url: field.webAddress,
});
const updateParams = z.strictObject({
  description: field.clearableText.optional(),
  disabled: field.flag.optional(),
  enabled_events: z.array(field.text).optional(),
  metadata: field.metadata.optional(),
  url: field.webAddress.optional(),
});

function find(world: World, id: string): WebhookEndpoint {
  const found = world.webhookEndpoints.get(id);
  if (!found) throw resourceMissing("webhook endpoint", id, "webhook_endpoint");
  return found;
}

function create(world: World, input: z.output<typeof createParams>): WebhookEndpoint {
  const made = world.webhookEndpoints.put(
    webhookEndpoint(
      {
        url: input.url,
        enabledEvents: input.enabled_events,
        description: input.description ?? null,
        metadata: mergeMetadata({}, input.metadata),
        apiVersion: input.api_version ?? null,
      },
      world.now(),
    ),
  );
  const { secret } = world.endpointSecrets.put({ id: made.id, secret: newId("whsec", 32) });
  return { ...made, secret };
}

/** What is on its way to a removed endpoint goes nowhere. */
function remove(world: World, { id }: WebhookEndpoint): object {
  world.webhookEndpoints.remove(id);
  world.endpointSecrets.remove(id);
  for (const delivery of world.deliveries.values()) {
    if (delivery.endpoint === id) keepDelivery(world, { ...delivery, status: "failed" });
  }
  return { id, object: "webhook_endpoint", deleted: true };
}

const path = "/v1/webhook_endpoints";

export const webhookEndpointRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, z.strictObject(field.page), ({ world, input }) =>
    paginate(world.webhookEndpoints.newestFirst(), input, path),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => {
    const present = find(world, id);
    const { description, enabled_events, url, disabled } = input;
    const status = disabled === undefined ? undefined : disabled ? "disabled" : "enabled";
    const metadata = mergeMetadata(present.metadata, input.metadata);
    return world.webhookEndpoints.put({ ...present, ...given({ description, enabled_events, url, status }), metadata });
  }),
  route("DELETE", `${path}/:id`, nothing, ({ world, id }) => remove(world, find(world, id))),
];
