import type { ProviderName } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";

/** What an operator reads of a subject whose provider is off: nothing is lost, and what brings it on. */
export function parkedUntilConnected(provider: ProviderName): { kind: "parked"; reason: string } {
  const reason =
    `${nameOf(provider)} is not connected, so nobody can say what is true of it now. Its licenses stay as they are; once ` +
    `${nameOf(provider)} is set up again, the next reconciliation goes on with it`;
  return { kind: "parked", reason };
}

export function nameOf(provider: ProviderName): string {
  switch (provider) {
    case "STRIPE":
      return "Stripe";
    case "FASTSPRING":
      return "FastSpring";
    default:
      return assertNever(provider);
  }
}
