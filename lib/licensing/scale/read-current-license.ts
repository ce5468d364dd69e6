import { currentIssue, type LedgerLicense } from "./ledger";
import { readLicense } from "./read-licenses";
import type { RemoteLicense } from "./remote-license";
import type { ScaleClient } from "./scale-client";

/** The license in 10Duke Scale that serves the entry now; null when there is none, or no more. */
export async function readCurrentLicense(
  ctx: { call: ScaleClient },
  ledger: LedgerLicense,
): Promise<RemoteLicense | null> {
  const issue = currentIssue(ledger);
  return issue && (await readLicense(ctx, { licenseeId: ledger.licenseeId, licenseId: issue.remoteId }));
}
