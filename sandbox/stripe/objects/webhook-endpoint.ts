import { newId } from "../ids";
import type { Metadata, WebhookEndpoint } from "../wire";

/** A webhook endpoint without its secret, which is shown only once, in the answer that creates it. */
export function webhookEndpoint(
  input: {
    url: string;
    enabledEvents: string[];
    description: string | null;
    metadata: Metadata;
    apiVersion: string | null;
  },
  now: number,
): WebhookEndpoint {
  return {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: input.apiVersion,
    application: null,
    created: now,
    description: input.description,
    enabled_events: input.enabledEvents,
    livemode: false,
    metadata: input.metadata,
    status: "enabled",
    url: input.url,
  };
}
