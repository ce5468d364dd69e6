import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { LicenseeRecord } from "../entities";
import type { Conflict, Invalid, NotFound } from "../management";
import type { LicenseeEdit } from "../management-input";
import { checkNaturalId, checkParty } from "./check-values";
import { updateLicenseeRow } from "./licensee-store";
import { orTaken, uniqueFieldOf } from "./unique-store";

/**
 * Edits the licensee only: a person's license consumer keeps its own values (10Duke Scale: Edit customers).
 * A taken value is answered, and an outer transaction stays usable.
 */
export async function editLicensee(
  ctx: { db: Db | Tx },
  id: string,
  edit: LicenseeEdit,
): Promise<{ kind: "edited"; licensee: LicenseeRecord } | NotFound | Conflict | Invalid> {
  const { name, displayName, email, naturalId, externalReference, description, contactInfo } = edit;
  const changes = { name, displayName, email, externalReference, description, contactInfo };
  const problem = checkParty({ ...changes, naturalId }) ?? checkNaturalId(edit);
  if (problem) return problem;
  if (!isUuid(id)) return { kind: "not_found" };
  const attempt = await orTaken(ctx.db, (tx) =>
    updateLicenseeRow(tx, id, { ...changes, naturalId: naturalId ?? undefined }),
  );
  if (attempt.kind === "taken") return { kind: "conflict", field: uniqueFieldOf(attempt.field) };
  return attempt.value ? { kind: "edited", licensee: attempt.value } : { kind: "not_found" };
}
