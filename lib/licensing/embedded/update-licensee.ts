import type { Db, Tx } from "@/lib/db/client";
import type { LicenseeChanges, UpdateOutcome } from "../licensing-port";
import { fittingName } from "./check-values";
import { editLicensee } from "./edit-licensee";
import { refuse } from "./license-terms";
import { toLicensee } from "./licensee-store";

/** See the port: an edit, in its words. */
export async function updateLicensee(
  ctx: { db: Db | Tx },
  licenseeId: string,
  changes: LicenseeChanges,
): Promise<UpdateOutcome> {
  const { name, displayName, email, naturalId } = changes;
  const known = { displayName, email, naturalId, name: name === undefined ? name : fittingName(name) };
  const outcome = await editLicensee(ctx, licenseeId, known);
  switch (outcome.kind) {
    case "edited":
      return { kind: "updated", licensee: toLicensee(outcome.licensee) };
    case "invalid":
      throw refuse(outcome);
    default:
      return outcome;
  }
}
