import { assertNever } from "@/lib/kernel/assert-never";
import type { License } from "./license";
import type { LicenseCommand } from "./license-command";
import type { LicensingPort } from "./licensing-port";

/** Carries out one decided command; answers with the license as it stands afterward, which may be a new one. */
export async function executeLicenseCommand(
  licensing: Pick<
    LicensingPort,
    | "issueLicense"
    | "setQuantity"
    | "setValidity"
    | "suspendLicense"
    | "restoreLicense"
    | "revokeLicense"
    | "reinstateLicense"
  >,
  command: LicenseCommand,
  now: Date,
): Promise<License> {
  switch (command.kind) {
    case "issue":
      return await issue(licensing, command);
    case "set_quantity":
      return licensing.setQuantity(command.licenseId, command.qty);
    case "set_validity":
      return licensing.setValidity(command.licenseId, command.validUntil);
    case "suspend":
      return licensing.suspendLicense(command.licenseId, command.reason);
    case "restore":
      return licensing.restoreLicense(command.licenseId);
    case "revoke":
      return licensing.revokeLicense(command.licenseId, command.reason, now);
    case "reinstate":
      return licensing.reinstateLicense(command.licenseId, command.validUntil);
    default:
      return assertNever(command);
  }
}

/** A crash between the two calls of a remote backend is made good by the next run, which finds it valid. */
async function issue(
  licensing: Pick<LicensingPort, "issueLicense" | "suspendLicense">,
  { license, suspendFor }: Extract<LicenseCommand, { kind: "issue" }>,
): Promise<License> {
  const issued = await licensing.issueLicense(license);
  return suspendFor === undefined ? issued : await licensing.suspendLicense(issued.id, suspendFor);
}
