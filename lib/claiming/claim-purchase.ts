import { readClaimToken } from "@/lib/customers/claim-link";
import { limitRate } from "@/lib/db/limit-rate";
import { assertNever } from "@/lib/kernel/assert-never";
import { NotFoundError } from "@/lib/kernel/errors";
import type { Claimant, ClaimingContext } from "./claiming-context";
import { takeClaim } from "./take-claim";

export type ClaimAnswer =
  | { kind: "claimed"; customerId: string }
  | { kind: "already_yours"; customerId: string }
  | { kind: "used" | "expired" | "owned_by_other" | "invalid" }
  | { kind: "limited"; retryAfterSeconds: number };

/** Design, section 8. A token can't be guessed; this keeps anybody from having the database asked all day. */
const rules = [
  { name: "claim-minute", points: 10, perSeconds: 60 },
  { name: "claim-hour", points: 60, perSeconds: 3600 },
];

/**
 * The signed-in person opened the mailed link and pressed its button: they become the customer's owner, once, whatever
 * address they signed in with, because the link was mailed to the buyer alone.
 */
export async function claimPurchase(
  ctx: ClaimingContext,
  { claimant, token }: { claimant: Claimant; token: string },
): Promise<ClaimAnswer> {
  const verdict = await limitRate(ctx, `user:${claimant.id}`, rules);
  if (verdict.kind === "limited") return verdict;
  const claimId = readClaimToken(ctx.env, token);
  if (claimId === null) return { kind: "invalid" };
  try {
    const outcome = await takeClaim(ctx, claimant, { claimId, proof: { kind: "link" } });
    return answerOf(outcome);
  } catch (error) {
    // Signed by us, but erased since.
    if (error instanceof NotFoundError) return { kind: "invalid" };
    throw error;
  }
}

function answerOf({ kind, claim: { customerId } }: Awaited<ReturnType<typeof takeClaim>>): ClaimAnswer {
  switch (kind) {
    case "taken":
      return { kind: "claimed", customerId };
    case "already_yours":
      return { kind, customerId };
    case "used":
    case "expired":
    case "owned_by_other":
      return { kind };
    case "not_proven":
      return { kind: "invalid" };
    default:
      return assertNever(kind);
  }
}
