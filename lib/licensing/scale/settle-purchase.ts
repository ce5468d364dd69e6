import { changeLicense } from "./change-license";
import { convergeLicense } from "./converge-license";
import { isApplied, type LedgerLicense } from "./ledger";
import { changeLedger, findLedger } from "./ledger-store";
import type { ScaleContext } from "./scale-context";

const reason = "Issued by a run that was broken off";

/**
 * Finishes what broken-off runs for the purchase left half done, and ends what they issued and nobody kept. Throws while
 * something of it is not known yet.
 */
export async function settlePurchase(ctx: ScaleContext, purchase: string, serving: readonly string[]): Promise<void> {
  for (const entry of await findLedger(ctx.db, { purchase })) {
    const isStray = !serving.includes(entry.id) && entry.state !== "revoked";
    if (isStray) await endStray(ctx, entry);
    else if (!isApplied(entry) || isUnanswered(entry)) await convergeLicense(ctx, entry.id);
  }
}

async function endStray(ctx: ScaleContext, entry: LedgerLicense): Promise<void> {
  if (entry.issues.some(({ remoteId }) => remoteId !== null) && !isUnanswered(entry)) {
    await changeLicense(ctx, entry.id, { kind: "revoke", reason, at: ctx.now() });
    return;
  }
  await changeLedger(ctx.db, entry, { state: "revoked", stateReason: reason, cutAt: ctx.now() });
  await convergeLicense(ctx, entry.id);
}

function isUnanswered({ issues }: LedgerLicense): boolean {
  return issues.some(({ remoteId }) => remoteId === null);
}
