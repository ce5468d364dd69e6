import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingPort } from "../licensing-port";
import { changeLicense } from "./change-license";
import { connectIdentity } from "./connect-identity";
import type { LicenseChange } from "./decide-ledger-change";
import { findLicensee } from "./find-licensee";
import { findLicenses, listLicenses } from "./find-licenses";
import { issueLicense } from "./issue-license";
import { revealLicenseKey } from "./reveal-license-key";
import { createScaleClient, type ScaleSettings } from "./scale-client";
import type { ScaleContext } from "./scale-context";
import { settlePurchase } from "./settle-purchase";
import { setupLicensee } from "./setup-licensee";
import { takeTurns } from "./take-turns";
import { updateLicensee } from "./update-licensee";

/** Longer than any server works on a request. */
const defaultSettleMs = 60_000;

export type ScaleLicensingSettings = ScaleSettings & {
  /** How long a request whose answer was lost may still take effect, in milliseconds. */
  settleMs?: number;
};

/**
 * 10Duke Scale over HTTPS. No transaction reaches it, so the ledger notes what is wanted before each effect, on
 * connections of its own (`db` must not be the pool whose transactions wait for this), and every call makes good what
 * earlier ones left half done (docs/decisions/0130).
 */
export function createScaleLicensing(
  deps: { db: Db; now: Clock },
  { settleMs = defaultSettleMs, ...settings }: ScaleLicensingSettings,
): LicensingPort {
  const ctx: ScaleContext = { ...deps, call: createScaleClient(settings, deps.now), settleMs };
  const inTurn = takeTurns();
  const change = (id: string, wanted: LicenseChange) => inTurn(id, () => changeLicense(ctx, id, wanted));
  const licensing: LicensingPort = {
    backend: "scale",
    within: () => licensing,
    findLicensee: (by) => findLicensee(ctx, by),
    setupLicensee: (input) => setupLicensee(ctx, input),
    updateLicensee: (licenseeId, changes) => inTurn(licenseeId, () => updateLicensee(ctx, licenseeId, changes)),
    connectIdentity: (licenseeId, identity) => inTurn(licenseeId, () => connectIdentity(ctx, licenseeId, identity)),
    listLicenses: async (licenseeId, page) => {
      const all = await listLicenses(ctx, licenseeId);
      return page ? all.slice(page.offset, page.offset + page.limit) : all;
    },
    findLicenses: (licenseIds) => findLicenses(ctx, licenseIds),
    findLicensesByReference: async (licenseeId, reference) => {
      const wanted = Object.entries(reference);
      const licenses = await listLicenses(ctx, licenseeId);
      return licenses.filter(({ references }) => {
        const carried = new Map<string, string | null>(Object.entries(references));
        return wanted.every(([name, value]) => carried.get(name) === value);
      });
    },
    issueLicense: (license) => issueLicense(ctx, license),
    setQuantity: (id, qty) => change(id, { kind: "quantity", qty }),
    setValidity: (id, validUntil) => change(id, { kind: "validity", validUntil }),
    suspendLicense: (id, reason) => change(id, { kind: "suspend", reason }),
    restoreLicense: (id) => change(id, { kind: "restore" }),
    revokeLicense: (id, reason, at) => change(id, { kind: "revoke", reason, at }),
    reinstateLicense: (id, validUntil) => change(id, { kind: "reinstate", validUntil }),
    settlePurchase: (purchase, readServing) => settlePurchase(ctx, purchase, readServing),
    revealLicenseKey: (id) => revealLicenseKey(ctx, id),
  };
  return licensing;
}
