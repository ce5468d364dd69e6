import { endpointMap } from "../wire/endpoint-map";
import type { RemoteConsumer } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

const pageSize = 100;
const smallestPage = 5;

/**
 * The license consumer that has this identity. No look-up for it is documented, so this walks through the list: it
 * is asked only after a refusal, and once when somebody claims a purchase.
 */
export async function findConsumerByIdentity(
  { call }: { call: ScaleClient },
  connectedIdentityId: string,
): Promise<RemoteConsumer | null> {
  const seen = new Set<string>();
  for (;;) {
    const page = { offset: seen.size, limit: pageSize, orderBy: "created" };
    const answer = await call(endpointMap.listLicenseConsumers, { page });
    if (answer.kind === "refused") throw answer.error;
    const consumers = answer.kind === "ok" ? answer.value : [];
    const found = consumers.find((consumer) => consumer.connectedIdentityId === connectedIdentityId);
    if (found) return found;
    const before = seen.size;
    for (const { id } of consumers) seen.add(id);
    if (consumers.length < smallestPage || seen.size === before) return null;
  }
}
