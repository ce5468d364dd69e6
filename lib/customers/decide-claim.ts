import type { ClaimProof, PurchaseClaim } from "./claim";
import type { MembershipRole } from "./membership";

export type ClaimFacts = {
  now: Date;
  claim: PurchaseClaim;
  proof: ClaimProof;
  /** Null: nobody is signed in yet. */
  userId: string | null;
  members: { userId: string; role: MembershipRole }[];
};

export type ClaimDecision =
  | { kind: "take" }
  | { kind: "already_yours" }
  /** Somebody else used it. */
  | { kind: "used" }
  | { kind: "expired" }
  /** The proof is of another mailbox. */
  | { kind: "not_proven" }
  /** Nobody used the claim, but the customer has an owner: never taken over, for support to settle. */
  | { kind: "owned_by_other" };

/** Whether this person becomes the owner of the claimed customer. */
export function decideClaim({ now, claim, proof, userId, members }: ClaimFacts): ClaimDecision {
  const owners = members.filter(({ role }) => role === "OWNER");
  if (owners.some((owner) => owner.userId === userId)) return { kind: "already_yours" };
  if (claim.usedAt !== null) return { kind: "used" };
  const problem = problemOf(proof, claim, now);
  if (problem) return problem;
  return owners.length > 0 ? { kind: "owned_by_other" } : { kind: "take" };
}

function problemOf(proof: ClaimProof, { email, expiresAt }: PurchaseClaim, now: Date): ClaimDecision | null {
  if (proof.kind === "verified_address") return proof.email === email ? null : { kind: "not_proven" };
  return now < expiresAt ? null : { kind: "expired" };
}
