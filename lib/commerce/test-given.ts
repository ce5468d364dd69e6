import { randomUUID } from "node:crypto";
import type { CheckoutRequest } from "./commerce-port";
import type { CommerceWorld } from "./test-world";

/** What the contract's suites begin with: a provider, and its prices of what is sold by the month and of what is sold once. */
export type Given = { world: CommerceWorld; monthly: string; once: string };

export const soon = () => AbortSignal.timeout(10_000);

export function newCustomer({ port }: CommerceWorld, licenseeId: string = randomUUID()) {
  const who = { licenseeId, customerId: randomUUID(), name: "Ada Lovelace", email: `${licenseeId}@example.com` };
  return port.createCustomer({ idempotencyKey: randomUUID(), ...who });
}

export async function aRequest(
  { world, monthly }: Given,
  more: Partial<CheckoutRequest> = {},
): Promise<CheckoutRequest> {
  const { providerCustomerId } = await newCustomer(world);
  const urls = { successUrl: "http://localhost:3000/return", cancelUrl: "http://localhost:3000/" };
  const ids = { intentId: randomUUID(), licenseeId: randomUUID(), customerId: randomUUID(), providerCustomerId };
  return { ...ids, ...urls, mode: "subscription", providerPriceId: monthly, quantity: 3, trialDays: 0, ...more };
}
