import { convergeLicense } from "./converge-license";
import { lastMoment } from "./decide-ledger-change";
import { isApplied, type LedgerLicense } from "./ledger";
import { changeLedger, findLedger } from "./ledger-store";
import type { ScaleContext } from "./scale-context";

const stateReason = "Issued by a run that was broken off";

/**
 * Finishes what broken-off runs for the purchase left half done, and ends what they issued and nobody kept. Throws while
 * something of it is not known yet.
 */
export async function settlePurchase(
  ctx: ScaleContext,
  purchase: string,
  readServing: () => Promise<readonly string[]>,
): Promise<void> {
  const entries = await findLedger(ctx.db, { purchase });
  const serving = entries.length > 0 ? await readServing() : [];
  for (const entry of entries) {
    const isStray = !serving.includes(entry.id) && entry.state !== "revoked";
    const cutAt = lastMoment(entry, ctx.now());
    if (isStray) await changeLedger(ctx.db, entry, { state: "revoked", stateReason, cutAt });
    if (isStray || !isApplied(entry) || isUnanswered(entry)) await convergeLicense(ctx, entry.id);
  }
}

function isUnanswered({ issues }: LedgerLicense): boolean {
  return issues.some(({ remoteId }) => remoteId === null);
}
