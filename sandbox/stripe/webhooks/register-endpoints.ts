import { apiVersion } from "../emit-event";
import { webhookEndpoint } from "../objects/webhook-endpoint";
import type { World } from "../world";

/** Makes sure that each of these addresses is an endpoint with this secret; the same call again changes nothing. */
export function registerEndpoints(world: World, endpoints: { url: string; secret: string }[]): void {
  for (const { url, secret } of endpoints) {
    const known = world.webhookEndpoints.newestFirst().find((each) => each.url === url);
    if (known && known.status === "enabled" && world.endpointSecrets.get(known.id)?.secret === secret) continue;
    world.transact({ id: null, idempotency_key: null }, () => {
      const description = "Registered when the sandbox started";
      const made = { url, enabledEvents: ["*"], description, metadata: {}, apiVersion };
      const endpoint = known ? { ...known, status: "enabled" } : webhookEndpoint(made, world.now());
      world.webhookEndpoints.put(endpoint);
      world.endpointSecrets.put({ id: endpoint.id, secret });
    });
  }
}
