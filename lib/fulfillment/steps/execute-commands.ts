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

/**
 * Carries out the commands in their order, each with its audit entry, and brings the grant ledger up to date. Answers with
 * the products whose license its owner was now told to be ready.
 */
export async function executeCommands(
  run: FulfillmentRun,
  { decision, held, customer }: Work,
): Promise<ReadonlySet<string>> {
  const serving = new Map(held.map(({ line, license }) => [line, license.id]));
  const usable = new Set(decision.terms.filter((terms) => terms.suspendedAt === null).map(({ line }) => line));
  const announced = new Set<string>();
  for (const command of decision.commands) {
    const license = await executeLicenseCommand(run.licensing, forPurchase(run.subject, command), run.now);
    // A plan change revokes the line's old license last: the new one serves it.
    if (command.kind !== "revoke") serving.set(command.line, license.id);
    await audit(run, { command, license, before: find(held, command), customer });
    if (usable.has(command.line) && (await announce(run, { command, license, held, customer }))) {
      announced.add(license.displayName);
    }
  }
  await storeGrants(run, decision.terms, { serving, held, customer });
  return announced;
}

function forPurchase(purchase: string, command: LicenseCommand): LicenseCommand {
  if (command.kind !== "issue") return command;
  return { ...command, license: { ...command.license, issuedFor: { purchase, line: command.line } } };
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

function isSame({ license, ...before }: HeldLicense, terms: LineTerms, licenseId: string): boolean {
  const { line: _line, ...rest } = terms;
  return (
    license.id === licenseId && Object.entries(rest).every(([name, value]) => isEqual(Reflect.get(before, name), value))
  );
}

function isEqual(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
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

/**
 * A license is told to be ready once, when it can first be used. One that follows another after a change of plan is
 * nothing that its buyer has to hear of, unless the backend can't keep the key. False: nothing was said.
 */
async function announce(
  run: FulfillmentRun,
  done: { command: LicenseCommand; license: License; held: HeldLicense[]; customer: Owner },
): Promise<boolean> {
  const { command, license, customer } = done;
  const hasNewKey = hasAnotherKey(done);
  if (customer.email === null || !(hasNewKey || makesUsable(command))) return false;
  if (await inviteToClaim(run, license, customer)) return true;
  if (command.kind === "issue" && command.license.replaces !== undefined && !hasNewKey) return false;
  const queued = await queueMail(run.tx, {
    dedupeKey: `license_ready:${license.id}${hasNewKey ? `:${license.keyHint}` : ""}`,
    recipient: customer.email,
    message: {
      kind: "license_ready",
      licenseeName: customer.name,
      productName: license.displayName,
      seats: license.qty,
      portalUrl: `${run.appOrigin}/portal`,
    },
  });
  return queued.kind === "queued";
}

function makesUsable({ kind }: LicenseCommand): boolean {
  return kind === "issue" || kind === "restore" || kind === "reinstate";
}

/** A key that its owner typed in somewhere no longer works: where it can't be kept, they have to hear of the new one. */
function hasAnotherKey({
  command,
  license,
  held,
}: Pick<Parameters<typeof announce>[1], "command" | "license" | "held">) {
  const id = command.kind === "issue" ? command.license.replaces : command.licenseId;
  const before = held.find((candidate) => candidate.license.id === id)?.license.keyHint ?? null;
  return before !== null && license.keyHint !== null && before !== license.keyHint;
}
