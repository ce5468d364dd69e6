import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { stepKinds, type StepKind } from "./steps";

/**
 * What fulfillment must have done to some license, as its audit says. Which of the effects comes of a step depends on the
 * races, too: only many histories have them all.
 */
const effects = [
  "license.issued",
  "license.changed_seats",
  "license.changed_validity",
  "license.suspended: Its payment is disputed",
  "license.suspended: The subscription is paused",
  "license.restored",
  "license.revoked: A dispute of its payment was lost",
  "license.revoked: It was refunded",
  "license.revoked: Removed from the purchase",
  "license.revoked: The subscription ended",
  "license.revoked: Changed to another plan",
  "license.reinstated",
  "license.held",
  "license.hold_lifted",
  "license.suspended: No seats are paid for",
  "license.suspended: The payment is overdue for more than 14 days",
  "license.suspended: The payment is overdue for more than 3 days",
  "license.suspended: The subscription is unpaid",
  "license.revoked: It was refunded in part",
  "provider_customer.deleted",
];

/** Most histories have no customer left who could be deleted. */
const rareKind: StepKind = "deleteCustomer";

const rows = z.array(z.object({ effect: z.string() }));

/** What never happened in so many histories, so that nothing is known about it. */
export async function findUncovered(
  db: Db,
  { count, taken }: { count: number; taken: ReadonlySet<StepKind> },
): Promise<string[]> {
  const missing: string[] = stepKinds.filter((kind) => !taken.has(kind));
  if (count < 200) return missing.filter((kind) => kind !== rareKind);
  const found = await db.$queryRaw`
    SELECT DISTINCT concat_ws(': ', action, regexp_replace(after ->> 'stateReason', '^Changed to .*', 'Changed to another plan'))
      AS effect FROM "AuditEntry"`;
  const seen = new Set(rows.parse(found).map(({ effect }) => effect));
  return [...missing, ...effects.filter((effect) => !seen.has(effect))];
}
