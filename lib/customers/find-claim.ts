import type { Db, Tx } from "@/lib/db/client";
import type { ClaimProof, PurchaseClaim } from "./claim";
import { findClaimRow, findMembers } from "./claim-store";
import { decideClaim, type ClaimDecision } from "./decide-claim";

/** The claim and what would become of it if this person (null: nobody yet) took it now. Changes nothing. */
export async function findClaim(
  ctx: { db: Db | Tx; now: Date },
  { claimId, proof, userId }: { claimId: string; proof: ClaimProof; userId: string | null },
): Promise<{ claim: PurchaseClaim; decision: ClaimDecision } | null> {
  const claim = await findClaimRow(ctx.db, claimId);
  if (!claim) return null;
  const members = await findMembers(ctx.db, claim.customerId);
  return { claim, decision: decideClaim({ now: ctx.now, claim, proof, userId, members }) };
}
