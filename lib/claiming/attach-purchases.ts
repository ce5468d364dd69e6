import { listClaimsOfAddress, listClaimsToConnect } from "@/lib/customers/list-claims-of-address";
import { offerClaimsOfAddress } from "@/lib/customers/offer-claims-of-address";
import type { Claimant, ClaimingContext } from "./claiming-context";
import { connect, takeClaim } from "./take-claim";

/**
 * Gives the signed-in person the customers that were first heard of from a provider with their verified address and wait
 * for an owner, bought or not; without such an address nothing is looked for. Cheap to ask on every visit, safe to ask twice at once; also finishes what an earlier claim left undone.
 * Answers with the customers that are theirs since now.
 */
export async function attachPurchases(ctx: ClaimingContext, claimant: Claimant): Promise<string[]> {
  const attached = claimant.emailVerified && claimant.email !== null ? await attach(ctx, claimant, claimant.email) : [];
  for (const claim of await listClaimsToConnect(ctx, claimant.id)) await connect(ctx, claim);
  return attached;
}

async function attach(ctx: ClaimingContext, claimant: Claimant, email: string): Promise<string[]> {
  const customerIds: string[] = [];
  await offerClaimsOfAddress({ ...ctx, actor: { kind: "user", userId: claimant.id, email } }, email);
  for (const { id, customerId } of await listClaimsOfAddress(ctx, email)) {
    const { kind } = await takeClaim(ctx, claimant, { claimId: id, proof: { kind: "verified_address", email } });
    if (kind === "taken") customerIds.push(customerId);
  }
  return customerIds;
}
