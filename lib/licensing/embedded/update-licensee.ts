import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { UniqueLicenseeField } from "../licensee";
import type { LicenseeChanges, UpdateOutcome } from "../licensing-port";
import { isConsumerEmailTaken } from "./consumer-store";
import { findLicenseeRow, isUniqueViolation, toLicensee, updateLicenseeRow } from "./licensee-store";

/**
 * Edits the licensee only: a person's license consumer keeps its own values (10Duke Scale: Edit customers).
 * A taken value is answered, and an outer transaction stays usable.
 */
export async function updateLicensee(
  ctx: { db: Db | Tx },
  licenseeId: string,
  changes: LicenseeChanges,
): Promise<UpdateOutcome> {
  const licensee = isUuid(licenseeId) ? await findLicenseeRow(ctx.db, { id: licenseeId }) : null;
  if (!licensee) return { kind: "not_found" };
  const { name, displayName, email, naturalId } = changes;
  if (email && licensee.type === "PERSON" && (await isConsumerEmailTaken(ctx.db, email, licenseeId))) {
    return { kind: "conflict", field: "email" };
  }
  try {
    // Inside an outer transaction this is a savepoint, which takes the unique violation's harm away.
    const updated = await ctx.db.$transaction((tx) =>
      updateLicenseeRow(tx, licenseeId, { name, displayName, email, naturalId }),
    );
    return updated ? { kind: "updated", licensee: toLicensee(updated) } : { kind: "not_found" };
  } catch (error) {
    const field = isUniqueViolation(error) ? await takenField(ctx.db, licenseeId, changes) : null;
    if (!field) throw error;
    return { kind: "conflict", field };
  }
}

async function takenField(
  db: Db | Tx,
  licenseeId: string,
  { email, naturalId }: LicenseeChanges,
): Promise<UniqueLicenseeField | null> {
  const byEmail = email ? await findLicenseeRow(db, { email }) : null;
  if (byEmail && byEmail.id !== licenseeId) return "email";
  const byNaturalId = naturalId ? await findLicenseeRow(db, { naturalId }) : null;
  return byNaturalId && byNaturalId.id !== licenseeId ? "naturalId" : null;
}
