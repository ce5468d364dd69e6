import type { FulfillmentRun } from "../fulfillment-context";
import type { GrantRow } from "../grant-store";
import type { HeldLicense } from "../held-license";

/** The licenses that serve this purchase now. One that licensing no longer knows counts as never issued. */
export async function readHeld(run: FulfillmentRun, grants: GrantRow[]): Promise<HeldLicense[]> {
  if (grants.length === 0) return [];
  const licenses = await run.licensing.findLicenses(grants.map((grant) => grant.licenseId));
  const byId = new Map(licenses.map((license) => [license.id, license]));
  return grants.flatMap(({ licenseId, customerId: _customer, ...terms }) => {
    const license = byId.get(licenseId);
    return license ? [{ ...terms, license }] : [];
  });
}
