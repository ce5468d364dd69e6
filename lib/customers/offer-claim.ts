import { addDays } from "@/lib/kernel/add-days";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import { claimLinkDays } from "./claim";
import { findMembers, insertClaim } from "./claim-store";
import { normalizeEmail } from "./customer";
import { findCustomerRow } from "./customer-store";

type Ctx = { db: Tx; now: Date; actor: Actor };

/**
 * Opens the claim of a customer that a purchase made and that nobody belongs to, in the caller's transaction. Null when
 * there is nothing to claim, no address to prove it with, or a claim already.
 */
export async function offerClaim(
  { db, now, actor }: Ctx,
  { customerId, cause }: { customerId: string; cause: string },
): Promise<{ claimId: string; email: string } | null> {
  const customer = await findCustomerRow(db, { id: customerId });
  const email = normalizeEmail(customer?.email ?? null);
  if (customer?.origin !== "ECOMMERCE" || email === null) return null;
  if ((await findMembers(db, customerId)).length > 0) return null;
  const expiresAt = addDays(now, claimLinkDays);
  const claimId = await insertClaim(db, { id: newId(), customerId, email, expiresAt, createdAt: now });
  if (claimId === null) return null;
  await recordAudit(db, {
    actor,
    action: "customer.claim_offered",
    entity: "customer",
    entityId: customerId,
    customerId,
    after: { claimId, expiresAt: expiresAt.toISOString() },
    cause,
  });
  return { claimId, email };
}
