import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicenseeLookup, LicensingPort } from "../licensing-port";
import { changeLicense } from "./change-license";
import { issueLicense } from "./issue-license";
import { connectIdentity } from "./connect-identity";
import { createKeyCipher, type KeyCipher } from "./key-cipher";
import { findEncryptedKey } from "./license-key-store";
import { findLicenses } from "./license-store";
import { findLicenseeRow, toLicensee } from "./licensee-store";
import { reinstateLicense } from "./reinstate-license";
import { revokeLicense } from "./revoke-license";
import { setupLicensee } from "./setup-licensee";
import { updateLicensee } from "./update-licensee";

/**
 * Our own licensing engine on the same database, with the rules of 10Duke Scale. `keySecret` encrypts the license
 * keys; losing it makes issued keys unreadable, though they still work.
 */
export function createEmbeddedLicensing(deps: { db: Db | Tx; keySecret: string; now: Clock }): LicensingPort {
  return joinedTo(deps.db, { cipher: createKeyCipher(deps.keySecret), now: deps.now });
}

function joinedTo(db: Db | Tx, engine: { cipher: KeyCipher; now: Clock }): LicensingPort {
  const ctx = { db, ...engine };
  return {
    backend: "embedded",
    within: (tx) => joinedTo(tx, engine),
    findLicensee: (by) => findLicensee(ctx, by),
    setupLicensee: (input) => setupLicensee(ctx, input),
    updateLicensee: (licenseeId, changes) => updateLicensee(ctx, licenseeId, changes),
    connectIdentity: (licenseeId, identity) => connectIdentity(ctx, licenseeId, identity),
    listLicenses: async (licenseeId, page) =>
      isUuid(licenseeId) ? findLicenses(db, { container: { licenseeId } }, page) : [],
    findLicenses: (licenseIds) => findLicenses(db, { id: { in: licenseIds.filter((id) => isUuid(id)) } }),
    findLicensesByReference: (licenseeId, reference) => listOf(ctx, licenseeId, reference),
    issueLicense: (license) => issueLicense(ctx, license),
    setQuantity: (id, qty) => changeLicense(ctx, id, { kind: "quantity", qty }),
    setValidity: (id, validUntil) => changeLicense(ctx, id, { kind: "validity", validUntil }),
    suspendLicense: (id, reason) => changeLicense(ctx, id, { kind: "suspend", reason }),
    restoreLicense: (id) => changeLicense(ctx, id, { kind: "restore" }),
    revokeLicense: (id, reason, now) => revokeLicense(ctx, id, { reason, now }),
    reinstateLicense: (id, validUntil) => reinstateLicense(ctx, id, validUntil),
    settlePurchase: () => Promise.resolve(),
    revealLicenseKey: (id) => revealLicenseKey(ctx, id),
  };
}

/** Ids come from outside, from payment metadata for one: what is not a UUID is not found, rather than an error. */
async function findLicensee({ db }: { db: Db | Tx }, by: LicenseeLookup) {
  if ("licenseeId" in by) {
    const row = isUuid(by.licenseeId) ? await findLicenseeRow(db, { id: by.licenseeId }) : null;
    return row && toLicensee(row);
  }
  const row = await findLicenseeRow(db, by);
  return row && toLicensee(row);
}

async function listOf(
  { db }: { db: Db | Tx },
  licenseeId: string,
  reference: { subscriptionReference: string } | { orderReference: string },
) {
  return isUuid(licenseeId) ? findLicenses(db, { container: { licenseeId }, ...reference }) : [];
}

async function revealLicenseKey({ db, cipher }: { db: Db | Tx; cipher: KeyCipher }, licenseId: string) {
  const stored = isUuid(licenseId) ? await findEncryptedKey(db, licenseId) : null;
  return stored && cipher.decrypt(stored.keyEncrypted, licenseId);
}
