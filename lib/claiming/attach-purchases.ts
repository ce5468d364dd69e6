import { listClaimsOfAddress, listClaimsToConnect } from "@/lib/customers/list-claims-of-address";
import type { Claimant, ClaimingContext } from "./claiming-context";
import { connect, takeClaim } from "./take-claim";

/**
 * Gives the signed-in person what was bought with their verified address and waits for its owner; without one nothing
 * is looked for. Cheap to ask on every visit, safe to ask twice at once; also finishes what an earlier claim left undone.
 */
export async function attachPurchases(ctx: ClaimingContext, claimant: Claimant): Promise<void> {
  if (claimant.email !== null && claimant.emailVerified) {
    const proof = { kind: "verified_address", email: claimant.email } as const;
    for (const { id } of await listClaimsOfAddress(ctx, claimant.email)) {
      await takeClaim(ctx, claimant, { claimId: id, proof });
    }
  }
  for (const claim of await listClaimsToConnect(ctx, claimant.id)) await connect(ctx, claim);
}
