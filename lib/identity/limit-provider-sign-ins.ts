import type { Db } from "@/lib/db/client";
import { limitRate, type RateVerdict } from "@/lib/db/limit-rate";

/** Each of them makes us call the provider; an office behind one address signs in within this. */
const rules = [{ name: "provider-sign-in", points: 60, perSeconds: 60 }];

/** Counts a step of a journey to a provider against the caller's address; without an address nothing is counted. */
export async function limitProviderSignIns(ctx: { db: Db }, clientAddress: string | null): Promise<RateVerdict> {
  return clientAddress === null ? { kind: "allowed" } : await limitRate(ctx, `ip:${clientAddress}`, rules);
}
