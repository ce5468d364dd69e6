import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingCheckout } from "../../checkout";
import { createKeyCipher } from "../key-cipher";
import { checkoutLicenses } from "./checkout-licenses";
import * as describe from "./describe";
import { createTokenSigner } from "./create-token-signer";
import { issueLicenseFile } from "./issue-license-file";
import { keepLeases } from "./keep-leases";
import { deleteEndedLeases } from "./lease-store";
import type { LeaseTerms } from "./lease-times";
import { releaseLeases } from "./release-leases";
import { rotateLicenseKey } from "./rotate-license-key";
import { activateSigningKey, deleteSigningKey, generateSigningKey, publicKeys } from "./signing-keys";

/**
 * The side of the embedded engine that licensed applications speak to. `keySecret` keeps license keys and signing keys;
 * `issuer` stands in every token.
 */
export function createLicensingCheckout(deps: {
  db: Db;
  keySecret: string;
  now: Clock;
  terms: LeaseTerms;
  issuer: string;
}): LicensingCheckout {
  const { db, now, terms } = deps;
  const ring = { db, now, terms, cipher: createKeyCipher(deps.keySecret, "signing key") };
  const ctx = { db, now, terms, signer: createTokenSigner(ring, deps.issuer) };
  const keys = { db, now, cipher: createKeyCipher(deps.keySecret) };
  return {
    checkout: (call, items) => checkoutLicenses(ctx, call, { items, meteredOnly: false }),
    heartbeat: (call, items) => keepLeases(ctx, call, { items, meteredOnly: false }),
    release: (call, items) => releaseLeases(ctx, call, { items, meteredOnly: false }),
    startMeteredUse: (call, items) => checkoutLicenses(ctx, call, { items, meteredOnly: true }),
    heartbeatMeteredUse: (call, items) => keepLeases(ctx, call, { items, meteredOnly: true }),
    endMeteredUse: (call, items) => releaseLeases(ctx, call, { items, meteredOnly: true }),
    describeLicensees: (caller, page) => describe.describeLicensees(ctx, caller, page),
    describeLicenses: (caller, asked) => describe.describeLicenses(ctx, caller, asked),
    describeClientBindings: (caller, asked) => describe.describeClientBindings(ctx, caller, asked),
    describeLicenseClientBindings: (caller, asked) => describe.describeLicenseClientBindings(ctx, caller, asked),
    findClientBinding: (caller, id) => describe.findClientBinding(ctx, caller, id),
    describeFeatureFlags: (caller, asked) => describe.describeFeatureFlags(ctx, caller, asked),
    describeFeatureFlagsJwt: (caller, asked) => describe.describeFeatureFlagsJwt(ctx, caller, asked),
    forgetLeases: (endedBefore) => deleteEndedLeases(db, endedBefore),
    publicKeys: () => publicKeys(ring),
    generateSigningKey: () => generateSigningKey(ring),
    activateSigningKey: (id) => activateSigningKey(ring, id),
    deleteSigningKey: (id) => deleteSigningKey(ring, id),
    rotateLicenseKey: (rotation) => rotateLicenseKey(keys, rotation),
    issueLicenseFile: (licenseId, until) => issueLicenseFile(ctx, licenseId, until),
  };
}
