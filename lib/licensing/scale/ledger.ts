import { z } from "zod";
import type { License, LicenseState } from "../license";
import { isOver, keyHintOf, type RemoteLicense } from "./remote-license";

/** A license in our words, with every license in 10Duke Scale that was ever asked for to serve it. */
export type LedgerLicense = {
  id: string;
  licenseeId: string;
  purchase: string | null;
  line: string | null;
  terms: LedgerTerms;
  qty: number;
  state: LicenseState;
  stateReason: string | null;
  /** The end as sold. */
  validUntil: Date | null;
  /** The end that stands in 10Duke Scale instead, while suspended or revoked. */
  cutAt: Date | null;
  revision: number;
  appliedRevision: number;
  created: Date;
  /** In the order of asking. */
  issues: LedgerIssue[];
};

export type LedgerIssue = {
  id: string;
  qty: number;
  askedAt: Date;
  /** Its id in 10Duke Scale; null while no answer is known. */
  remoteId: string | null;
  writtenUntil: Date | null;
  supersededAt: Date | null;
};

const reference = z.string().nullable();

/** What can't change about an issued license (Edit and move licenses), as it stands in the ledger. */
export const ledgerTerms = z.object({
  productName: z.string(),
  displayName: z.string(),
  features: z.array(z.string()),
  access: z.enum(["IDENTITY", "KEY"]),
  validFrom: z.coerce.date(),
  references: z.object({
    contractReference: reference,
    orderReference: reference,
    subscriptionReference: reference,
    productReference: reference,
  }),
});

export type LedgerTerms = z.infer<typeof ledgerTerms>;

/** The license in 10Duke Scale that serves now; null before the first is known. */
export function currentIssue({ issues }: LedgerLicense): (LedgerIssue & { remoteId: string }) | null {
  const [last] = livingIssues(issues).slice(-1);
  return last ?? null;
}

/** Those known in 10Duke Scale that no other took the place of for good, in the order of asking. */
export function livingIssues(issues: readonly LedgerIssue[]): (LedgerIssue & { remoteId: string })[] {
  return issues.flatMap((issue) => {
    const { remoteId, supersededAt } = issue;
    return remoteId !== null && supersededAt === null ? [{ ...issue, remoteId }] : [];
  });
}

/** Whether nothing is left to do for it: applied, and served by a license of so many seats where it can be used. */
export function isSettled(ledger: LedgerLicense): boolean {
  const isServed = ledger.state !== "valid" || currentIssue(ledger)?.qty === ledger.qty;
  return isApplied(ledger) && isServed;
}

function isApplied({ revision, appliedRevision }: LedgerLicense): boolean {
  return appliedRevision >= revision;
}

/** The end that 10Duke Scale is to have: a license can't be suspended there, only end (Edit and move licenses). */
export function wantedEnd({ state, validUntil, cutAt }: LedgerLicense): Date | null {
  return state === "valid" ? validUntil : cutAt;
}

export function isSameMoment(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}

/**
 * The license as the port shows it: what we asked for where 10Duke Scale has it so, else what can be used there in
 * truth, so that whoever decides finds what is left to do. Null when 10Duke Scale does not have it.
 */
export function toLicense(ledger: LedgerLicense, remote: RemoteLicense | null, now: Date): License | null {
  const issue = currentIssue(ledger);
  if (!issue || !remote) return null;
  const { id, licenseeId, created, terms } = ledger;
  const { access: _access, ...sold } = terms;
  const standing = judge(ledger, issue, remote, now);
  // What can't be used comes back with the seats of the ledger.
  const qty = standing.state === "valid" ? issue.qty : ledger.qty;
  return { id, licenseeId, ...sold, qty, keyHint: keyHintOf(remote), created, ...standing };
}

type Standing = Pick<License, "state" | "stateReason" | "validUntil" | "isRevokedHere">;

function judge(ledger: LedgerLicense, issue: LedgerIssue, remote: RemoteLicense, now: Date): Standing {
  const { validUntil } = remote;
  const isOurs = isApplied(ledger) && isSameMoment(validUntil, issue.writtenUntil);
  if (isOurs || isOver(remote, now) === isOver({ validUntil: wantedEnd(ledger) }, now)) {
    return isOurs || ledger.state !== "valid" ? asAsked(ledger) : { ...asAsked(ledger), validUntil };
  }
  // Not cut off yet, or opened by somebody else.
  if (!isOver(remote, now)) return { state: "valid", stateReason: null, validUntil };
  return isApplied(ledger)
    ? { state: "revoked", stateReason: "Ended in 10Duke Scale", validUntil }
    : { state: "suspended", stateReason: "Not restored yet", validUntil: ledger.validUntil };
}

function asAsked({ state, stateReason, validUntil, cutAt }: LedgerLicense): Standing {
  const isRevoked = state === "revoked";
  return { state, stateReason, validUntil: isRevoked ? cutAt : validUntil, ...(isRevoked && { isRevokedHere: true }) };
}
