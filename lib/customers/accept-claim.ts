import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import { NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { ClaimProof, PurchaseClaim } from "./claim";
import { findMembers, lockClaim, markClaimRefused, putOwner, useClaim } from "./claim-store";
import { decideClaim, type ClaimDecision } from "./decide-claim";

type Ctx = { db: Tx; now: Date; actor: Extract<Actor, { kind: "user" }> };

export type ClaimOutcome = (Exclude<ClaimDecision, { kind: "take" }> | { kind: "taken" }) & { claim: PurchaseClaim };

/**
 * Makes the acting user the owner of the claimed customer, in the caller's transaction; of any number of people at once
 * exactly one. The licensee stays as it is. A customer that has an owner is never taken over: that is noted for
 * support. Throws `NotFoundError` for a claim that does not exist.
 */
export async function acceptClaim(
  ctx: Ctx,
  { claimId, proof }: { claimId: string; proof: ClaimProof },
): Promise<ClaimOutcome> {
  const claim = await lockClaim(ctx.db, claimId);
  if (!claim) throw new NotFoundError("Claim");
  const { userId } = ctx.actor;
  const members = await findMembers(ctx.db, claim.customerId);
  const decision = decideClaim({ now: ctx.now, claim, proof, userId, members });
  switch (decision.kind) {
    case "take":
      await take(ctx, claim, proof);
      return { kind: "taken", claim };
    case "owned_by_other":
      await refuse(ctx, claim, proof);
      return { ...decision, claim };
    case "already_yours":
    case "used":
    case "expired":
    case "not_proven":
      return { ...decision, claim };
    default:
      return assertNever(decision);
  }
}

async function take({ db, now, actor }: Ctx, claim: PurchaseClaim, proof: ClaimProof): Promise<void> {
  const { id, customerId } = claim;
  const { userId } = actor;
  if (!(await useClaim(db, id, { usedAt: now, usedByUserId: userId }))) {
    throw new Error(`Claim ${id} was used while it was locked`);
  }
  await putOwner(db, { id: newId(), userId, customerId, createdAt: now });
  await recordAudit(db, {
    actor,
    action: "customer.claimed",
    entity: "customer",
    entityId: customerId,
    customerId,
    after: { claimId: id, ownerUserId: userId, proof: proof.kind },
    cause: "claim",
  });
}

async function refuse({ db, now, actor }: Ctx, claim: PurchaseClaim, proof: ClaimProof): Promise<void> {
  const { id, customerId } = claim;
  if (!(await markClaimRefused(db, id, { refusedAt: now, refusedUserId: actor.userId }))) return;
  await recordAudit(db, {
    actor,
    action: "customer.claim_refused",
    entity: "customer",
    entityId: customerId,
    customerId,
    after: { claimId: id, proof: proof.kind, reason: "the customer has another owner; for support to settle" },
    cause: "claim",
  });
}
