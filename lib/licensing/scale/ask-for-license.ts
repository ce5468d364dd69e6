import { AdapterError } from "@/lib/kernel/errors";
import { endpointMap } from "../wire/endpoint-map";
import { AnswerLost } from "./answer-lost";
import { decideMatch } from "./decide-match";
import { wantedEnd, type LedgerIssue, type LedgerLicense } from "./ledger";
import { deleteIssue, findKnownRemoteIds, insertIssue, noteAnswer } from "./ledger-store";
import { readLicenses } from "./read-licenses";
import { toRemoteLicense, type RemoteLicense } from "./remote-license";
import type { ScaleContext } from "./scale-context";

/**
 * One more license in 10Duke Scale for this entry, never two: noted before it is asked for, looked for by its references
 * first, and after a lost answer looked for again (`findLostAnswer`) instead of asked for again.
 */
export async function askForLicense(ctx: ScaleContext, ledger: LedgerLicense): Promise<RemoteLicense> {
  const issue = await insertIssue(ctx.db, ledger.id, { qty: ledger.qty, askedAt: ctx.now() });
  if (!issue) throw stillWaiting();
  const found = await lookFor(ctx, { ledger, issue, lostAnswer: false });
  if (found) return found;
  const remote = await post(ctx, ledger, issue).catch(async (error: unknown) => {
    const isSurelyNothing = error instanceof AnswerLost ? !error.mayHaveHappened : error instanceof Refused;
    if (isSurelyNothing) await deleteIssue(ctx.db, issue.id);
    throw error;
  });
  await noteAnswer(ctx.db, issue.id, { remoteId: remote.id, writtenUntil: remote.validUntil });
  return remote;
}

/**
 * What became of a request whose answer never came. Not found, it is waited for until it can no longer take effect: an
 * `AnswerLost` says so. After that it is forgotten.
 */
export async function findLostAnswer(ctx: ScaleContext, ledger: LedgerLicense): Promise<void> {
  const issue = ledger.issues.find(({ remoteId }) => remoteId === null);
  if (!issue || (await lookFor(ctx, { ledger, issue, lostAnswer: true }))) return;
  if (ctx.now().getTime() - issue.askedAt.getTime() < ctx.settleMs) throw stillWaiting();
  await deleteIssue(ctx.db, issue.id);
}

/** Takes a license that nobody in the ledger has and that is as asked for. */
async function lookFor(
  ctx: ScaleContext,
  asked: { ledger: LedgerLicense; issue: LedgerIssue; lostAnswer: boolean },
): Promise<RemoteLicense | null> {
  const matching = (await readLicenses(ctx, asked.ledger.licenseeId)).filter((remote) => decideMatch(remote, asked));
  const known = await findKnownRemoteIds(
    ctx.db,
    matching.map(({ id }) => id),
  );
  for (const remote of matching.filter(({ id }) => !known.has(id))) {
    const answer = { remoteId: remote.id, writtenUntil: remote.validUntil };
    if (await noteAnswer(ctx.db, asked.issue.id, answer)) return remote;
  }
  return null;
}

async function post(ctx: ScaleContext, ledger: LedgerLicense, issue: LedgerIssue): Promise<RemoteLicense> {
  const { licenseeId } = ledger;
  const answer = await ctx.call(endpointMap.issueFeatureLicense, { params: { licenseeId }, body: bodyOf(ledger) });
  switch (answer.kind) {
    case "ok":
      return toRemoteLicense(answer.value);
    case "empty": {
      const found = await lookFor(ctx, { ledger, issue, lostAnswer: true });
      if (found) return found;
      throw new AnswerLost("the new license is not listed yet", { mayHaveHappened: true });
    }
    case "not_found":
      throw new Refused(`Licensee ${licenseeId} does not exist in 10Duke Scale`);
    case "refused":
      throw new Refused(answer.error.message);
  }
}

function bodyOf(ledger: LedgerLicense) {
  const { productName, displayName, features, access, validFrom, references } = ledger.terms;
  return {
    productName,
    displayName,
    features,
    qty: ledger.qty,
    validFrom: validFrom.toISOString(),
    validUntil: wantedEnd(ledger)?.toISOString() ?? null,
    generateLicenseKey: access === "KEY",
    ...references,
  };
}

class Refused extends AdapterError {
  constructor(message: string) {
    super("licensing", message, { retryable: false });
  }
}

function stillWaiting(): AnswerLost {
  const message = "an earlier request for this license may still take effect; it is looked for again later";
  return new AnswerLost(message, { mayHaveHappened: true });
}
