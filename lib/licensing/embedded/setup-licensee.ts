import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicenseeSetup } from "../licensee";
import type { SetupOutcome } from "../licensing-port";
import { fittingName } from "./check-values";
import { createLicensee } from "./create-licensee";
import { refuse } from "./license-terms";
import { findLicenseeRow, toLicensee } from "./licensee-store";

/**
 * See the port. The rows are looked for again after a race is lost: whichever unique value told the loser, it is the
 * same licensee that stands there.
 */
export async function setupLicensee(ctx: { db: Db | Tx; now: Clock }, input: LicenseeSetup): Promise<SetupOutcome> {
  const known = await findExisting(ctx, input);
  if (known) return known;
  const outcome = await createLicensee(ctx, { ...input, name: fittingName(input.name) });
  if (outcome.kind === "conflict") return (await findExisting(ctx, input)) ?? outcome;
  if (outcome.kind === "invalid") throw refuse(outcome);
  return { kind: "created", licensee: toLicensee(outcome.licensee) };
}

async function findExisting(ctx: { db: Db | Tx }, { externalReference }: LicenseeSetup): Promise<SetupOutcome | null> {
  const row = await findLicenseeRow(ctx.db, { externalReference });
  return row && { kind: "found", licensee: toLicensee(row) };
}
