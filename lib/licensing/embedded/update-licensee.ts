import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { LicenseeChanges, UpdateOutcome } from "../licensing-port";
import { uniqueFieldOf } from "./create-licensee";
import { toLicensee, updateLicenseeRow } from "./licensee-store";
import { orTaken } from "./unique-store";

/**
 * Edits the licensee only: a person's license consumer keeps its own values (10Duke Scale: Edit customers).
 * A taken value is answered, and an outer transaction stays usable.
 */
export async function updateLicensee(
  ctx: { db: Db | Tx },
  licenseeId: string,
  changes: LicenseeChanges,
): Promise<UpdateOutcome> {
  if (!isUuid(licenseeId)) return { kind: "not_found" };
  const { name, displayName, email, naturalId } = changes;
  const attempt = await orTaken(ctx.db, (tx) =>
    updateLicenseeRow(tx, licenseeId, { name, displayName, email, naturalId }),
  );
  if (attempt.kind === "taken") return { kind: "conflict", field: uniqueFieldOf(attempt.field) };
  return attempt.value ? { kind: "updated", licensee: toLicensee(attempt.value) } : { kind: "not_found" };
}
