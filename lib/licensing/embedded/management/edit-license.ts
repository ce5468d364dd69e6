import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import type { LicenseRecord } from "../../entities";
import type { Invalid, LicenseEditOutcome, NotFound } from "../../management";
import type { EngineContext } from "../engine-context";
import { holdContainerOf } from "../find-container";
import { findLicenseRecord, updateLicenseIn } from "../license-store";
import { checkQty, checkValidity } from "../license-terms";
import { lockRow } from "../row-lock-store";

type Edit =
  | { kind: "validity"; validFrom?: Date; validUntil?: Date | null }
  | { kind: "container"; licenseContainerId: string }
  | { kind: "quantity"; qty: number };

type Changes = Parameters<typeof updateLicenseIn>[3];

/** One change of one license, under its lock. What was revoked stays as it is. */
export async function editLicense(
  { db }: EngineContext,
  { licenseeId, id }: { licenseeId: string; id: string },
  edit: Edit,
): Promise<LicenseEditOutcome> {
  if (!isUuid(licenseeId) || !isUuid(id)) return { kind: "not_found" };
  return db.$transaction(async (tx) => {
    const where = { id, container: { licenseeId } };
    const present = (await lockRow(tx, "change", "license", id)) ? await findLicenseRecord(tx, where) : null;
    if (!present) return { kind: "not_found" };
    if (present.state === "revoked") return { kind: "refused", reason: "The license was revoked." };
    const decided = await decide(tx, present, edit);
    if ("kind" in decided) return decided;
    await updateLicenseIn(tx, id, ["VALID", "SUSPENDED"], decided);
    return { kind: "edited", license: (await findLicenseRecord(tx, where)) ?? present };
  });
}

async function decide(tx: Tx, present: LicenseRecord, edit: Edit): Promise<Changes | Invalid | NotFound> {
  switch (edit.kind) {
    case "validity": {
      const { validFrom = present.validFrom, validUntil = present.validUntil } = edit;
      return checkValidity({ validFrom, validUntil }) ?? { validFrom, validUntil };
    }
    case "quantity":
      return checkQty({ qty: edit.qty, qtyDimension: present.qtyDimension }) ?? { qty: edit.qty };
    case "container": {
      const { licenseContainerId } = edit;
      const container = await holdContainerOf(tx, present.licenseeId, licenseContainerId);
      return container ? { licenseContainerId: container.id } : { kind: "not_found" };
    }
  }
}
