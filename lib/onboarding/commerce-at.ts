import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { ProviderName } from "@/lib/kernel/actor";
import { AdapterError } from "@/lib/kernel/errors";

/** The connected providers, and what is needed of each. */
export type CommerceOf<Needed extends keyof CommercePort> = Partial<Record<ProviderName, Pick<CommercePort, Needed>>>;

/** Nobody can pay at, or ask about anything at, a provider that was disconnected. */
export function isConnected(commerce: Partial<Record<ProviderName, unknown>>, provider: ProviderName): boolean {
  return commerce[provider] !== undefined;
}

/** The provider that a checkout is at. One that was disconnected meanwhile is as good as down: `AdapterError`. */
export function commerceAt<Port>(commerce: Partial<Record<ProviderName, Port>>, provider: ProviderName): Port {
  const port = commerce[provider];
  if (!port) throw new AdapterError(provider.toLowerCase(), `${provider} is not connected`, { retryable: true });
  return port;
}
