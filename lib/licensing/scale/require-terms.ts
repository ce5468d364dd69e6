import { AdapterError } from "@/lib/kernel/errors";

/** 10Duke Scale's own limits are lower (1000 seats) and may grow: beyond this, nobody has to be asked. */
const largestQty = 2_147_483_647;

/** Refuses terms that no license can have, before anything is noted or sent. */
export function requireTerms(terms: { qty: number; validFrom: Date; validUntil: Date | null }): void {
  requireQty(terms.qty);
  requireValidity(terms.validFrom, terms.validUntil);
}

/** -1 would mean unlimited in 10Duke Scale; no offer means that. */
export function requireQty(qty: number): void {
  if (Number.isInteger(qty) && qty >= 1 && qty <= largestQty) return;
  throw refusal(`A license can't have a quantity of ${qty}`);
}

export function requireValidity(validFrom: Date, validUntil: Date | null): void {
  if (validUntil === null || validUntil >= validFrom) return;
  throw refusal(`A license can't end (${validUntil.toISOString()}) before it begins (${validFrom.toISOString()})`);
}

/** What is refused, and would be again. */
function refusal(message: string): AdapterError {
  return new AdapterError("licensing", message, { retryable: false });
}
