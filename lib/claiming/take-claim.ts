import { acceptClaim, type ClaimOutcome } from "@/lib/customers/accept-claim";
import { maskEmail, type ClaimProof, type PurchaseClaim } from "@/lib/customers/claim";
import { connectOwner } from "@/lib/customers/connect-owner";
import { findCustomer } from "@/lib/customers/find-customer";
import type { Tx } from "@/lib/db/client";
import { AdapterError } from "@/lib/kernel/errors";
import { queueMail } from "@/lib/mail/queue-mail";
import type { Claimant, ClaimingContext } from "./claiming-context";

/**
 * Takes the claim for this person, with the mail that tells its address, in one transaction; then lets licensed
 * applications know. If that fails, the next visit to the portal repeats it.
 */
export async function takeClaim(
  ctx: ClaimingContext,
  claimant: Claimant,
  input: { claimId: string; proof: ClaimProof },
): Promise<ClaimOutcome> {
  const actor = { kind: "user", userId: claimant.id, email: claimant.email } as const;
  const outcome = await ctx.db.$transaction(async (tx) => {
    const accepted = await acceptClaim({ db: tx, now: ctx.now(), actor }, input);
    if (accepted.kind === "taken") await tellAddress(tx, ctx.env.APP_ORIGIN, claimant, accepted.claim);
    return accepted;
  });
  const { kind, claim } = outcome;
  ctx.log.info({ claimId: claim.id, customerId: claim.customerId, proof: input.proof.kind }, `A claim ended: ${kind}`);
  if (kind === "taken") await connect(ctx, { ...claim, usedByUserId: claimant.id });
  return outcome;
}

/** The owner is the owner already: licensing being down must not stand in their way. */
export async function connect(ctx: ClaimingContext, claim: PurchaseClaim): Promise<void> {
  const { usedByUserId: userId } = claim;
  if (userId === null) return;
  try {
    await connectOwner({ ...ctx, actor: { kind: "user", userId, email: null } }, claim);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error({ err: error, claimId: claim.id }, "A claimed license's owner could not be connected; tried again");
  }
}

async function tellAddress(tx: Tx, appOrigin: string, claimant: Claimant, claim: PurchaseClaim): Promise<void> {
  const { name } = await findCustomer({ db: tx }, claim.customerId);
  await queueMail(tx, {
    dedupeKey: `purchase_claimed:${claim.id}`,
    recipient: claim.email,
    message: {
      kind: "purchase_claimed",
      licenseeName: name,
      accountEmail: claimant.email === null ? null : maskEmail(claimant.email),
      // Not to this very customer: whoever has the mailbox may not be its owner.
      portalUrl: `${appOrigin}/portal`,
    },
  });
}
