import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import { newId } from "@/lib/kernel/ids";
import { claimLinkDays } from "./claim";
import { moveClaim } from "./claim-store";
import { findCustomerRow, updateProfile } from "./customer-store";
import { decideProfile, type ProviderProfile } from "./decide-profile";
import { isProfileSource } from "./provider-customer-store";

type Ctx = { db: Tx; now: Date; actor: Actor };

type FollowedRecord = {
  customerId: string;
  /** Whose record it is at the provider. */
  buyer: { provider: ProviderName; providerCustomerId: string };
  profile: ProviderProfile;
  cause: string;
};

export type FollowedProfile =
  | { kind: "unchanged" }
  /** `claimId`: the open claim, which now waits at the new address under a new link; null: none, or the same address. */
  | { kind: "changed"; licenseeId: string | null; name: string; email: string | null; claimId: string | null };

/**
 * Gives a customer that was made from this very record the name and address that the provider has now, in the caller's
 * transaction; of anybody else who pays for the customer's licenses nothing is taken. A claim that nobody used follows to a new address, and the link that was mailed to the old one no longer works. The licensee
 * is the caller's to update.
 */
export async function followProviderProfile(
  { db, now, actor }: Ctx,
  { customerId, buyer, profile: theirs, cause }: FollowedRecord,
): Promise<FollowedProfile> {
  const customer = await findCustomerRow(db, { id: customerId });
  const profile = customer && decideProfile(customer, theirs);
  if (!customer || !profile || !(await isProfileSource(db, { customerId, ...buyer }))) return { kind: "unchanged" };
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
