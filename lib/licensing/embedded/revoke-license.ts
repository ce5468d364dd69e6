import type { Db, Tx } from "@/lib/db/client";
import type { License } from "../license";
import { loadLicense } from "./load-license";
import { updateLicenseIn } from "./license-store";

/** Ends the license for good: its last valid moment is now, or earlier where it had already ended. */
export async function revokeLicense(
  ctx: { db: Db | Tx },
  licenseId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<License> {
  const license = await loadLicense(ctx, licenseId);
  await updateLicenseIn(ctx.db, licenseId, ["VALID", "SUSPENDED"], {
    state: "REVOKED",
    stateReason: reason,
    validUntil: lastMoment(license, now),
  });
  return loadLicense(ctx, licenseId);
}

function lastMoment({ validFrom, validUntil }: License, now: Date): Date {
  if (validUntil !== null && validUntil < now) return validUntil;
  return validFrom > now ? validFrom : now;
}
