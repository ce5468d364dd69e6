import { validate as isUuid } from "uuid";
import type { LicenseFileOutcome } from "../../checkout";
import { decideUsable } from "./decide-usable";
import type { CheckoutEngine } from "./engine";
import { secondsOf } from "./lease-times";
import { issuedAt } from "./lease-token";
import { findFiledLicense } from "./holder-store";

/**
 * A token that stands for the license without a network, until `until` or the license's own end, whichever comes first.
 * It says what the license allows; nobody counts seats offline.
 */
export async function issueLicenseFile(
  ctx: Pick<CheckoutEngine, "db" | "now" | "signer">,
  licenseId: string,
  until: Date,
): Promise<LicenseFileOutcome> {
  const license = isUuid(licenseId) ? await findFiledLicense(ctx.db, licenseId) : null;
  if (!license) return { kind: "not_found" };
  const now = ctx.now();
  const unusable = decideUsable(license, now);
  if (unusable) return { kind: "unusable", reason: unusable.errorDescription };
  const end = license.validUntil && license.validUntil < until ? license.validUntil : until;
  const exp = secondsOf(end);
  const validUntil = new Date(exp * 1000);
  const { productName, features, qty, qtyDimension, licensee, versionLowerBound, versionUpperBound } = license;
  const sign = await ctx.signer.until(validUntil);
  const token = await sign({
    ...issuedAt(now),
    exp,
    sub: licenseId,
    offline: true,
    licenseId,
    licenseeId: licensee.id,
    licenseeName: licensee.name,
    productName,
    features,
    qty,
    qtyDimension,
    ...(versionLowerBound !== null && { allowedVersionLowerBound: versionLowerBound }),
    ...(versionUpperBound !== null && { allowedVersionUpperBound: versionUpperBound }),
    status: "granted",
  });
  return { kind: "issued", token, fileName: fileName(productName, validUntil), validUntil };
}

/** Safe in a header and on every file system. */
function fileName(productName: string, validUntil: Date): string {
  const product =
    productName
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "") || "license";
  return `${product}-until-${validUntil.toISOString().slice(0, 10)}.license`;
}
