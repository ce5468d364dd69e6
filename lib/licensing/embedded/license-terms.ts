import { AdapterError } from "@/lib/kernel/errors";
import type { QtyDimension } from "../client-binding";
import type { Invalid } from "../management";

const largestQty = 2_147_483_647;
/** 10Duke Scale's limit for seats; uses and seconds have none. */
const mostSeats = 1000;
export const unlimited = -1;

type Validity = { validFrom: Date; validUntil: Date | null };
type Terms = Validity & {
  qty: number;
  qtyDimension: QtyDimension;
  allowedVersionLowerBound?: string | null;
  allowedVersionUpperBound?: string | null;
};

/** Terms that no license can have, told before the database would. */
export function checkTerms(terms: Terms): Invalid | null {
  return checkQty(terms) ?? checkValidity(terms) ?? checkVersions(terms);
}

export function checkQty({ qty, qtyDimension }: Pick<Terms, "qty" | "qtyDimension">): Invalid | null {
  const invalid = (problem: string): Invalid => ({ kind: "invalid", field: "qty", problem });
  if (qty === unlimited) return null;
  if (!Number.isInteger(qty) || qty < 1 || qty > largestQty) return invalid(`can't be ${qty}`);
  return qtyDimension === "SEATS" && qty > mostSeats ? invalid(`must be at most ${mostSeats} for seats`) : null;
}

export function checkValidity({ validFrom, validUntil }: Validity): Invalid | null {
  if ([validFrom, validUntil].some((moment) => moment && Number.isNaN(moment.getTime()))) {
    return { kind: "invalid", field: "validity", problem: "must be dates" };
  }
  if (validUntil === null || validUntil >= validFrom) return null;
  const problem = `can't be ${validUntil.toISOString()}, before the beginning at ${validFrom.toISOString()}`;
  return { kind: "invalid", field: "validUntil", problem };
}

/** As text, like the versions themselves (10Duke Scale: Issue licenses). */
function checkVersions({ allowedVersionLowerBound: lower, allowedVersionUpperBound: upper }: Terms): Invalid | null {
  if (!lower || !upper || lower <= upper) return null;
  return { kind: "invalid", field: "allowedVersionUpperBound", problem: "comes before the lower bound, as text" };
}

/** The beginning of the current day: where a license begins that says nothing else (Edit and move licenses). */
export function startOfUtcDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** An answer of the engine's, for callers who are never to ask for such a thing. */
export function refuse({ field, problem }: { field: string; problem: string }): AdapterError {
  return refusal(`The ${field} ${problem}`);
}

/** A request that the engine refuses and would refuse again. */
export function refusal(message: string): AdapterError {
  return new AdapterError("licensing", message, { retryable: false });
}
