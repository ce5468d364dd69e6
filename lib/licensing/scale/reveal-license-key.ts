import { validate as isUuid } from "uuid";
import { findLedger } from "./ledger-store";
import { readCurrentLicense } from "./read-current-license";
import type { ScaleContext } from "./scale-context";

/** The key of the license that serves now; it is kept in 10Duke Scale only. */
export async function revealLicenseKey(ctx: ScaleContext, licenseId: string): Promise<string | null> {
  const [ledger] = isUuid(licenseId) ? await findLedger(ctx.db, { id: licenseId }) : [];
  const remote = ledger && (await readCurrentLicense(ctx, ledger));
  return remote?.key ?? null;
}
