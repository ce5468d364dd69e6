import type { CheckoutCall, ReleaseItem, ReleaseOutcome, ReleaseResult } from "../../checkout";
import { decideRelease } from "./decide-release";
import type { CheckoutEngine } from "./engine";
import { addUsedQty, lockLeasedLicenses } from "./entitlement-store";
import { leaseIdsOf, licenseOf, placeOf } from "./keep-leases";
import { endLeases } from "./lease-store";
import { loadEntitlements } from "./load-entitlements";
import { resolveHolder } from "./resolve-holder";

/** Gives leases back, all of the call in one transaction. Their seats are free when this answers. */
export async function releaseLeases(
  ctx: Pick<CheckoutEngine, "db" | "now">,
  call: CheckoutCall,
  { items, meteredOnly }: { items: ReleaseItem[]; meteredOnly: boolean },
): Promise<ReleaseOutcome> {
  const holder = await resolveHolder(ctx.db, call.caller);
  if (!holder) return { kind: "unknown_caller" };
  const asker = placeOf(call, holder);
  const results = await ctx.db.$transaction(async (tx) => {
    const locked = await lockLeasedLicenses(tx, holder, leaseIdsOf(items));
    const { licenses, now } = await loadEntitlements(tx, locked, ctx.now());
    const answers: ReleaseResult[] = [];
    for (const item of items) {
      const license = licenseOf(licenses, item.leaseId);
      const { ends, cost, result } = decideRelease(license, { item, asker, meteredOnly }, now);
      answers.push(result);
      if (!license || !ends) continue;
      await endLeases(tx, [ends], now);
      await addUsedQty(tx, license.licenseId, cost);
      license.leases = license.leases.filter((lease) => lease !== ends);
      license.usedQty += cost;
    }
    return answers;
  });
  return { kind: "results", results };
}
