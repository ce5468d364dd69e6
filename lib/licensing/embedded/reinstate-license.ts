import type { Db, Tx } from "@/lib/db/client";
import type { License } from "../license";
import { loadLicense } from "./load-license";
import { checkValidity, refuse } from "./license-terms";
import { updateLicenseIn } from "./license-store";

/** Takes a revocation back; a license that is not revoked stays as it is. */
export async function reinstateLicense(
  ctx: { db: Db | Tx },
  licenseId: string,
  validUntil: Date | null,
): Promise<License> {
  const license = await loadLicense(ctx, licenseId);
  const problem = checkValidity({ validFrom: license.validFrom, validUntil });
  if (problem) throw refuse(problem);
  await updateLicenseIn(ctx.db, licenseId, ["REVOKED"], { state: "VALID", stateReason: null, validUntil });
  return loadLicense(ctx, licenseId);
}
