import { validate as isUuid } from "uuid";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { License } from "../license";
import type { NewLicense } from "../license-command";
import { requireTerms } from "./require-terms";
import { convergeLicense } from "./converge-license";
import { isSameMoment, toLicense, type LedgerLicense } from "./ledger";
import { changeLedger, findLedger, insertLedger } from "./ledger-store";
import type { ScaleContext } from "./scale-context";

/**
 * Issues the license, or goes on with what a broken-off run issued for the same line of the same purchase. A key that
 * `replaces` speaks of can't be taken over: 10Duke Scale makes a new one.
 */
export async function issueLicense(ctx: ScaleContext, license: NewLicense): Promise<License> {
  requireTerms(license);
  if (!isUuid(license.licenseeId)) throw refusal(`Licensee ${license.licenseeId} does not exist`);
  for (const begun of await findBegun(ctx, license)) {
    const { ledger, remote } = await convergeLicense(ctx, begun.id);
    const standing = toLicense(ledger, remote, ctx.now());
    if (standing?.state === "valid") return standing;
    // 10Duke Scale no longer has it, or somebody ended it there: another one comes.
    await changeLedger(ctx.db, ledger, { state: "revoked", stateReason: "Lost", cutAt: ctx.now() });
  }
  const entry = await insertLedger(ctx.db, entryFor(license, ctx.now()));
  const { ledger, remote } = await convergeLicense(ctx, entry.id).catch((error: unknown) => forget(ctx, entry, error));
  const issued = toLicense(ledger, remote, ctx.now());
  if (!issued) throw refusal(`License ${entry.id} is gone from 10Duke Scale`);
  return issued;
}

async function findBegun(ctx: ScaleContext, license: NewLicense): Promise<LedgerLicense[]> {
  if (!license.issuedFor) return [];
  const { purchase, line } = license.issuedFor;
  const { licenseeId, qty, validUntil, productName, references } = license;
  const entries = await findLedger(ctx.db, { purchase, line, licenseeId, qty, state: "VALID" });
  return entries.filter(
    ({ terms, validUntil: end }) =>
      terms.productName === productName &&
      terms.references.productReference === references.productReference &&
      isSameMoment(end, validUntil),
  );
}

function entryFor(license: NewLicense, now: Date) {
  const { licenseeId, productName, displayName, features, access, validFrom, references, issuedFor } = license;
  return {
    id: newId(),
    licenseeId,
    purchase: issuedFor?.purchase ?? null,
    line: issuedFor?.line ?? null,
    terms: { productName, displayName, features, access, validFrom, references },
    qty: license.qty,
    validUntil: license.validUntil,
    created: now,
  };
}

/** Of what was refused nothing is left; of what may have happened, the entry stays to be looked for. */
async function forget(ctx: ScaleContext, { id }: LedgerLicense, error: unknown): Promise<never> {
  const [entry] = await findLedger(ctx.db, { id });
  if (entry && entry.issues.length === 0) {
    await changeLedger(ctx.db, entry, { state: "revoked", stateReason: "Never issued", cutAt: ctx.now() });
  }
  throw error;
}

function refusal(message: string): AdapterError {
  return new AdapterError("licensing", message, { retryable: false });
}
