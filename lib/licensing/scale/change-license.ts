import { validate as isUuid } from "uuid";
import { AdapterError } from "@/lib/kernel/errors";
import type { License } from "../license";
import { requireQty, requireValidity } from "./require-terms";
import { convergeLicense } from "./converge-license";
import { decideLedgerChange, type LicenseChange } from "./decide-ledger-change";
import { isSettled, toLicense, type LedgerLicense } from "./ledger";
import { changeLedger, findLedger } from "./ledger-store";
import { readCurrentLicense } from "./read-current-license";
import type { ScaleContext } from "./scale-context";

const mostRounds = 10;

/** Notes what is asked for, then makes it so. Answers with the license as it stands; what is revoked, as it is. */
export async function changeLicense(ctx: ScaleContext, id: string, change: LicenseChange): Promise<License> {
  if (change.kind === "quantity") requireQty(change.qty);
  for (let round = 0; round < mostRounds; round += 1) {
    const { ledger, standing } = await load(ctx, id);
    requireEnd(ledger, change);
    const asked = decideLedgerChange(ledger, { license: standing, change, now: ctx.now() });
    if (asked === null) return isSettled(ledger) || standing.state === "revoked" ? standing : await makeSo(ctx, id);
    if (await changeLedger(ctx.db, ledger, asked)) return await makeSo(ctx, id);
  }
  throw new AdapterError("licensing", `License ${id} changes all the time`, { retryable: true });
}

async function load(ctx: ScaleContext, id: string): Promise<{ ledger: LedgerLicense; standing: License }> {
  const [ledger] = isUuid(id) ? await findLedger(ctx.db, { id }) : [];
  const standing = ledger && toLicense(ledger, await readCurrentLicense(ctx, ledger), ctx.now());
  if (!ledger || !standing) throw missing(id);
  return { ledger, standing };
}

async function makeSo(ctx: ScaleContext, id: string): Promise<License> {
  const { ledger, remote } = await convergeLicense(ctx, id);
  const license = toLicense(ledger, remote, ctx.now());
  if (!license) throw missing(id);
  return license;
}

function requireEnd({ terms }: LedgerLicense, change: LicenseChange): void {
  if (change.kind === "validity" || change.kind === "reinstate") requireValidity(terms.validFrom, change.validUntil);
}

function missing(id: string): AdapterError {
  return new AdapterError("licensing", `License ${id} does not exist`, { retryable: false });
}
