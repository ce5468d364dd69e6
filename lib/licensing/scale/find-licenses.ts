import pMap from "p-map";
import { validate as isUuid } from "uuid";
import { newId } from "@/lib/kernel/ids";
import type { License } from "../license";
import { decideMatch } from "./decide-match";
import { currentIssue, toLicense, type LedgerLicense } from "./ledger";
import { findLedger, insertForeign } from "./ledger-store";
import { readCurrentLicense } from "./read-current-license";
import { readLicenses } from "./read-licenses";
import type { RemoteLicense } from "./remote-license";
import type { ScaleContext } from "./scale-context";

const atOnce = 4;

/** Those of the licenses that 10Duke Scale has. */
export async function findLicenses(ctx: ScaleContext, ids: string[]): Promise<License[]> {
  const entries = await findLedger(ctx.db, { id: { in: ids.filter((id) => isUuid(id)) } });
  const licenses = await pMap(
    entries,
    async (ledger) => toLicense(ledger, await readCurrentLicense(ctx, ledger), ctx.now()),
    { concurrency: atOnce },
  );
  return licenses.filter((license) => license !== null);
}

/**
 * The licensee's licenses, newest first: those of the ledger once each, however many have served them one after another,
 * and those that others issued, which are noted when they are first seen.
 */
export async function listLicenses(ctx: ScaleContext, licenseeId: string): Promise<License[]> {
  if (!isUuid(licenseeId)) return [];
  const remotes = await readLicenses(ctx, licenseeId);
  const known = await findLedger(ctx.db, { licenseeId });
  const foreign = remotes.filter((remote) => known.every((ledger) => !isOf(ledger, remote)));
  await noteForeign(ctx, licenseeId, foreign);
  const entries = foreign.length === 0 ? known : await findLedger(ctx.db, { licenseeId });
  const byId = new Map(remotes.map((remote) => [remote.id, remote]));
  return entries.flatMap((ledger) => {
    const remote = byId.get(currentIssue(ledger)?.remoteId ?? "") ?? null;
    return toLicense(ledger, remote, ctx.now()) ?? [];
  });
}

/** Whether it serves or served the entry, or is perhaps what the entry waits for. */
function isOf(ledger: LedgerLicense, remote: RemoteLicense): boolean {
  return ledger.issues.some((issue) =>
    issue.remoteId === null ? decideMatch(remote, { ledger, issue, lostAnswer: true }) : issue.remoteId === remote.id,
  );
}

async function noteForeign(ctx: ScaleContext, licenseeId: string, remotes: RemoteLicense[]): Promise<void> {
  for (const remote of remotes) {
    const { id: remoteId, productName, displayName, features, references, qty, validUntil } = remote;
    const created = remote.created ?? ctx.now();
    const access = remote.key === null ? ("IDENTITY" as const) : ("KEY" as const);
    const validFrom = remote.validFrom ?? created;
    const terms = { productName, displayName, features, references, access, validFrom };
    const id = isUuid(remoteId) ? remoteId : newId();
    const entry = { id, licenseeId, purchase: null, line: null, terms, qty, validUntil, created };
    await insertForeign(ctx.db, entry, { remoteId, writtenUntil: validUntil });
  }
}
