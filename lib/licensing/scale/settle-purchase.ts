import { convergeLicense } from "./converge-license";
import { decideLeftAlone, lastMoment } from "./decide-ledger-change";
import { isSettled, toLicense, type LedgerLicense } from "./ledger";
import { changeLedger, findLedger } from "./ledger-store";
import { readCurrentLicense } from "./read-current-license";
import type { ScaleContext } from "./scale-context";

const stateReason = "Issued by a run that was broken off";

/**
 * Ends what broken-off runs for the purchase issued and nobody kept, and takes back what they wished and this run, which saw
 * how things stand, did not. Throws while something of it is not known yet.
 */
export async function settlePurchase(
  ctx: ScaleContext,
  purchase: string,
  readServing: () => Promise<readonly string[]>,
): Promise<void> {
  const entries = await findLedger(ctx.db, { purchase });
  const serving = entries.length > 0 ? await readServing() : [];
  for (const entry of entries) {
    const isServing = serving.includes(entry.id);
    const isStray = !isServing && entry.state !== "revoked";
    const cutAt = lastMoment(entry, ctx.now());
    if (isStray) await changeLedger(ctx.db, entry, { state: "revoked", stateReason, cutAt });
    if (isServing && !isSettled(entry)) await leaveAsItStands(ctx, entry);
    if (isStray || !isSettled(entry) || isUnanswered(entry)) await convergeLicense(ctx, entry.id);
  }
}

async function leaveAsItStands(ctx: ScaleContext, entry: LedgerLicense): Promise<void> {
  const remote = await readCurrentLicense(ctx, entry);
  const license = toLicense(entry, remote, ctx.now());
  const change = license && remote && decideLeftAlone(entry, { license, standsUntil: remote.validUntil });
  if (change) await changeLedger(ctx.db, entry, change);
}

function isUnanswered({ issues }: LedgerLicense): boolean {
  return issues.some(({ remoteId }) => remoteId === null);
}
