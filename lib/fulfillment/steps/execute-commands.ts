import { recordAudit } from "@/lib/audit/record-audit";
import { executeLicenseCommand } from "@/lib/licensing/execute-license-command";
import type { License } from "@/lib/licensing/license";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { queueMail } from "@/lib/mail/queue-mail";
import type { LicenseDecision } from "../decide-license-commands";
import { auditAction } from "../describe-changes";
import type { FulfillmentRun } from "../fulfillment-context";
import { upsertGrant } from "../grant-store";
import type { HeldLicense, LineTerms } from "../held-license";
import { inviteToClaim } from "./invite-to-claim";
import type { Owner } from "./resolve-buyer";

type Work = { decision: LicenseDecision; held: HeldLicense[]; customer: Owner };

/** Carries out the commands in their order, each with its audit entry, and brings the grant ledger up to date. */
export async function executeCommands(run: FulfillmentRun, { decision, held, customer }: Work): Promise<void> {
  const serving = new Map(held.map(({ line, license }) => [line, license.id]));
  for (const command of decision.commands) {
    const license = await executeLicenseCommand(run.licensing, command, run.now);
    // A plan change revokes the line's old license last: the new one serves it.
    if (command.kind !== "revoke") serving.set(command.line, license.id);
    await audit(run, { command, license, before: find(held, command), customer });
    if (command.kind === "issue") await tellOwner(run, license, customer);
  }
  await storeGrants(run, decision.terms, { serving, held, customer });
}

async function storeGrants(
  run: FulfillmentRun,
  terms: LineTerms[],
  { serving, held, customer }: { serving: Map<string, string>; held: HeldLicense[]; customer: Owner },
): Promise<void> {
  const { provider, subject } = run;
  for (const term of terms) {
    const licenseId = serving.get(term.line);
    const before = held.find((candidate) => candidate.line === term.line);
    if (licenseId === undefined || (before && isSame(before, term, licenseId))) continue;
    await upsertGrant(run.tx, { provider, subject }, { ...term, licenseId, customerId: customer.id });
  }
}

function isSame(before: HeldLicense, term: LineTerms, licenseId: string): boolean {
  return (
    before.license.id === licenseId &&
    before.sku === term.sku &&
    before.providerPriceId === term.providerPriceId &&
    before.seatsPerUnit === term.seatsPerUnit &&
    before.validUntil?.getTime() === term.validUntil?.getTime() &&
    before.endedAt?.getTime() === term.endedAt?.getTime()
  );
}

async function audit(
  run: FulfillmentRun,
  done: { command: LicenseCommand; license: License; before: License | null; customer: Owner },
): Promise<void> {
  await recordAudit(run.tx, {
    actor: run.actor,
    action: auditAction(done.command.kind),
    entity: "license",
    entityId: done.license.id,
    customerId: done.customer.id,
    before: done.before ? summarize(done.before) : undefined,
    after: { ...summarize(done.license), subject: run.subject, line: done.command.line },
    cause: run.cause,
  });
}

function find(held: HeldLicense[], command: LicenseCommand): License | null {
  if (command.kind === "issue") return null;
  return held.find(({ license }) => license.id === command.licenseId)?.license ?? null;
}

function summarize({ productName, qty, state, stateReason, validUntil }: License) {
  return { productName, qty, state, stateReason, validUntil: validUntil?.toISOString() ?? null };
}

async function tellOwner(run: FulfillmentRun, license: License, customer: Owner): Promise<void> {
  if (customer.email === null || (await inviteToClaim(run, license, customer))) return;
  await queueMail(run.tx, {
    dedupeKey: `license_ready:${license.id}`,
    recipient: customer.email,
    message: {
      kind: "license_ready",
      licenseeName: customer.name,
      productName: license.displayName,
      seats: license.qty,
      portalUrl: `${run.appOrigin}/portal`,
    },
  });
}
