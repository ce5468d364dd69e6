import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { License } from "../license";
import { findLicenses } from "./license-store";
import { refusal } from "./license-terms";

/** The license as it stands; throws `AdapterError` when there is none. */
export async function loadLicense(ctx: { db: Db | Tx }, licenseId: string): Promise<License> {
  const [license] = isUuid(licenseId) ? await findLicenses(ctx.db, { id: licenseId }) : [];
  if (!license) throw refusal(`License ${licenseId} does not exist`);
  return license;
}
