import type { ProviderName } from "@/lib/kernel/actor";

const all = ["STRIPE", "FASTSPRING"] as const satisfies ProviderName[];

/** The providers that are configured, in a fixed order. */
export function connectedProviders(commerce: Partial<Record<ProviderName, unknown>>): ProviderName[] {
  return all.filter((provider) => commerce[provider] !== undefined);
}

/** The providers that are not configured. */
export function providersOff(commerce: Partial<Record<ProviderName, unknown>>): ProviderName[] {
  return all.filter((provider) => commerce[provider] === undefined);
}
