import type { Db, Tx } from "@/lib/db/client";
import type { License } from "../license";
import { loadLicense } from "./load-license";
import { updateLicenseIn } from "./license-store";
import { checkQty, checkValidity, refusal, refuse, unlimited } from "./license-terms";
import type { Invalid } from "../management";

type Change =
  | { kind: "quantity"; qty: number }
  | { kind: "validity"; validUntil: Date | null }
  | { kind: "suspend"; reason: string }
  | { kind: "restore" };

/**
 * Changes what can change on an issued license and answers with how it stands now. Quantity is this engine's own
 * extension; in 10Duke Scale it can't change (Edit and move licenses). A revoked license is answered as it is.
 */
export async function changeLicense(ctx: { db: Db | Tx }, licenseId: string, change: Change): Promise<License> {
  const license = await loadLicense(ctx, licenseId);
  if (license.state === "revoked") return license;
  await apply(ctx.db, license, change);
  return loadLicense(ctx, licenseId);
}

async function apply(db: Db | Tx, license: License, change: Change): Promise<void> {
  switch (change.kind) {
    case "quantity":
      requireLawful(checkQty({ qty: change.qty, qtyDimension: "SEATS" }));
      if (change.qty === unlimited) throw refusal("What is sold has a number of seats");
      return updateLicenseIn(db, license.id, ["VALID", "SUSPENDED"], { qty: change.qty });
    case "validity":
      requireLawful(checkValidity({ validFrom: license.validFrom, validUntil: change.validUntil }));
      return updateLicenseIn(db, license.id, ["VALID", "SUSPENDED"], { validUntil: change.validUntil });
    case "suspend":
      return updateLicenseIn(db, license.id, ["VALID", "SUSPENDED"], {
        state: "SUSPENDED",
        stateReason: change.reason,
      });
    case "restore":
      return updateLicenseIn(db, license.id, ["SUSPENDED"], { state: "VALID", stateReason: null });
  }
}

function requireLawful(problem: Invalid | null): void {
  if (problem) throw refuse(problem);
}
