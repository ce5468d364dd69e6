import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import { newId } from "@/lib/kernel/ids";
import { claimLinkDays } from "./claim";
import { moveClaim } from "./claim-store";
import { findCustomerRow, updateProfile } from "./customer-store";
import { decideProfile, type ProviderProfile } from "./decide-profile";

type Ctx = { db: Tx; now: Date; actor: Actor };

export type FollowedProfile =
  | { kind: "unchanged" }
  /** `claimId`: the open claim, which now waits at the new address under a new link; null: none, or the same address. */
  | { kind: "changed"; licenseeId: string | null; name: string; email: string | null; claimId: string | null };

/**
 * Gives a customer that a purchase made the name and address that the provider has now, in the caller's transaction. A claim
 * that nobody used follows to a new address, and the link that was mailed to the old one no longer works. The licensee
 * is the caller's to update.
 */
export async function followProviderProfile(
  { db, now, actor }: Ctx,
  { customerId, provider, cause }: { customerId: string; provider: ProviderProfile; cause: string },
): Promise<FollowedProfile> {
  const customer = await findCustomerRow(db, { id: customerId });
  const profile = customer && decideProfile(customer, provider);
  if (!customer || !profile) return { kind: "unchanged" };
  await updateProfile(db, customerId, profile);
  const { email } = profile;
  const moves = email !== null && email !== customer.email;
  const moved = moves
    ? await moveClaim(db, customerId, { id: newId(), email, expiresAt: addDays(now, claimLinkDays) })
    : null;
  await recordAudit(db, {
    actor,
    action: "customer.followed_provider",
    entity: "customer",
    entityId: customerId,
    customerId,
    before: { name: customer.name, email: customer.email },
    after: { ...profile },
    cause,
  });
  return { kind: "changed", licenseeId: customer.licenseeId, ...profile, claimId: moved };
}
