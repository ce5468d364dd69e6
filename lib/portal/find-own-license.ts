import { NotFoundError } from "@/lib/kernel/errors";
import type { License } from "@/lib/licensing/license";
import type { LicensingPort } from "@/lib/licensing/licensing-port";

/** The license, if it is this licensee's; else a `NotFoundError`. */
export async function findOwnLicense(
  ctx: { licensing: Pick<LicensingPort, "findLicenses"> },
  licenseeId: string | null,
  licenseId: string,
): Promise<License> {
  const [license] = licenseeId === null ? [] : await ctx.licensing.findLicenses([licenseId]);
  if (!license || license.licenseeId !== licenseeId) throw new NotFoundError("License");
  return license;
}
