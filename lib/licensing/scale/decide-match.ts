import type { LedgerIssue, LedgerLicense } from "./ledger";
import type { RemoteLicense } from "./remote-license";

/** Clocks differ, and 10Duke Scale may round. */
const skewMs = 120_000;

/**
 * Whether a license in 10Duke Scale, which nobody in the ledger has, is what we asked for: same references and terms.
 * `lostAnswer`: it was asked for, and the answer never came; then one without references can be ours too, if it is new.
 */
export function decideMatch(
  remote: RemoteLicense,
  { ledger, issue, lostAnswer }: { ledger: LedgerLicense; issue: LedgerIssue; lostAnswer: boolean },
): boolean {
  const { terms } = ledger;
  if (remote.productName !== terms.productName || remote.qty !== issue.qty) return false;
  if ((remote.key !== null) !== (terms.access === "KEY")) return false;
  const { contractReference, orderReference, subscriptionReference, productReference } = terms.references;
  const asked = [contractReference, orderReference, subscriptionReference, productReference];
  const theirs = remote.references;
  const found = [
    theirs.contractReference,
    theirs.orderReference,
    theirs.subscriptionReference,
    theirs.productReference,
  ];
  if (!asked.every((reference, index) => reference === found[index])) return false;
  if (!lostAnswer) return [contractReference, orderReference, subscriptionReference].some((one) => one !== null);
  return remote.created === null || remote.created.getTime() >= issue.askedAt.getTime() - skewMs;
}
