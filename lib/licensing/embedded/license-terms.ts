import { AdapterError } from "@/lib/kernel/errors";

const largestQty = 2_147_483_647;

/** Refuses terms that no license can have, before the database would. */
export function requireTerms(terms: { qty: number; validFrom: Date; validUntil: Date | null }): void {
  requireQty(terms.qty);
  requireValidity(terms.validFrom, terms.validUntil);
}

export function requireQty(qty: number): void {
  if (Number.isInteger(qty) && qty >= 1 && qty <= largestQty) return;
  throw refusal(`A license can't have a quantity of ${qty}`);
}

export function requireValidity(validFrom: Date, validUntil: Date | null): void {
  if (validUntil === null || validUntil >= validFrom) return;
  throw refusal(`A license can't end (${validUntil.toISOString()}) before it begins (${validFrom.toISOString()})`);
}

/** A request that the engine refuses and would refuse again. */
export function refusal(message: string): AdapterError {
  return new AdapterError("licensing", message, { retryable: false });
}
