import { AdapterError } from "@/lib/kernel/errors";
import { endpointMap } from "../wire/endpoint-map";
import { askForLicense, findLostAnswer } from "./ask-for-license";
import { currentIssue, isSameMoment, livingIssues, wantedEnd, type LedgerLicense } from "./ledger";
import { findLedger, markApplied, noteEnd, noteSuperseded } from "./ledger-store";
import { readLicense } from "./read-licenses";
import { isOver, toRemoteLicense, type RemoteLicense } from "./remote-license";
import type { ScaleContext } from "./scale-context";

/** More changes of one license at once than anybody makes. */
const mostRounds = 10;

/**
 * Makes 10Duke Scale what the ledger says about this license. Can be broken off anywhere and repeated: each step looks at
 * what is there first. Answers with the entry, and with what serves it now; null when 10Duke Scale has lost it.
 */
export async function convergeLicense(
  ctx: ScaleContext,
  id: string,
): Promise<{ ledger: LedgerLicense; remote: RemoteLicense | null }> {
  for (let round = 0; round < mostRounds; round += 1) {
    const ledger = await load(ctx, id);
    const remote = await applyOnce(ctx, ledger);
    if (await markApplied(ctx.db, ledger)) return { ledger: await load(ctx, id), remote };
  }
  throw new AdapterError("licensing", `License ${id} changes all the time`, { retryable: true });
}

async function load(ctx: ScaleContext, id: string): Promise<LedgerLicense> {
  const [ledger] = await findLedger(ctx.db, { id });
  if (!ledger) throw new AdapterError("licensing", `License ${id} does not exist`, { retryable: false });
  return ledger;
}

async function applyOnce(ctx: ScaleContext, asked: LedgerLicense): Promise<RemoteLicense | null> {
  // What is not paid for ends at once, whatever else is unclear.
  if (asked.state !== "valid") await cutCurrent(ctx, asked);
  await findLostAnswer(ctx, asked);
  const ledger = await load(ctx, asked.id);
  const current = await serveQuantity(ctx, { ...ledger, ...pick(asked) });
  const known = await load(ctx, asked.id);
  const remote = current && (await writeEnd(ctx, { ...known, ...pick(asked) }, current));
  await endSuperseded(ctx, known);
  return remote;
}

/** A round works for what the ledger said at its beginning; a newer word gets another round. */
function pick({ qty, state, validUntil, cutAt }: LedgerLicense) {
  return { qty, state, validUntil, cutAt };
}

async function cutCurrent(ctx: ScaleContext, ledger: LedgerLicense): Promise<void> {
  const remote = await readCurrent(ctx, ledger);
  if (remote) await writeEnd(ctx, ledger, remote);
}

async function readCurrent(ctx: ScaleContext, ledger: LedgerLicense): Promise<RemoteLicense | null> {
  const issue = currentIssue(ledger);
  return issue && (await readLicense(ctx, { licenseeId: ledger.licenseeId, licenseId: issue.remoteId }));
}

/** A quantity can't change: another license comes first, the old one ends after, so that there is no gap. */
async function serveQuantity(ctx: ScaleContext, ledger: LedgerLicense): Promise<RemoteLicense | null> {
  const issue = currentIssue(ledger);
  const isServed = issue !== null && (issue.qty === ledger.qty || ledger.state !== "valid");
  if (isServed) return await readCurrent(ctx, ledger);
  if (ledger.state !== "valid") return null;
  // One that 10Duke Scale lost is not made good by the way.
  if (issue && !(await readCurrent(ctx, ledger))) return null;
  return await askForLicense(ctx, ledger);
}

async function writeEnd(
  ctx: ScaleContext,
  ledger: LedgerLicense,
  remote: RemoteLicense,
): Promise<RemoteLicense | null> {
  const issue = currentIssue(ledger);
  const wanted = wantedEnd(ledger);
  if (issue?.remoteId !== remote.id) return remote;
  const written = isSameMoment(remote.validUntil, wanted) ? remote : await putEnd(ctx, ledger, { remote, wanted });
  if (written) await noteEnd(ctx.db, issue.id, written.validUntil);
  return written;
}

async function putEnd(
  ctx: ScaleContext,
  { licenseeId }: LedgerLicense,
  { remote, wanted }: { remote: RemoteLicense; wanted: Date | null },
): Promise<RemoteLicense | null> {
  // Both ends, since whether a PUT leaves out or takes away what is absent is not published.
  const validFrom = remote.validFrom?.toISOString();
  const body = { ...(validFrom && { validFrom }), validUntil: wanted?.toISOString() ?? null };
  const params = { licenseeId, licenseId: remote.id };
  const answer = await ctx.call(endpointMap.updateLicenseValidity, { params, body });
  switch (answer.kind) {
    case "ok":
      return toRemoteLicense(answer.value);
    case "empty":
      return await readLicense(ctx, params);
    case "not_found":
      return null;
    case "refused":
      throw answer.error;
  }
}

async function endSuperseded(ctx: ScaleContext, ledger: LedgerLicense): Promise<void> {
  const current = currentIssue(ledger);
  for (const issue of livingIssues(ledger.issues)) {
    if (issue.id === current?.id) continue;
    const remote = await readLicense(ctx, { licenseeId: ledger.licenseeId, licenseId: issue.remoteId });
    const now = ctx.now();
    if (remote && !isOver(remote, now)) {
      const wanted = remote.validFrom !== null && remote.validFrom > now ? remote.validFrom : now;
      await putEnd(ctx, ledger, { remote, wanted });
    }
    await noteSuperseded(ctx.db, issue.id, now);
  }
}
