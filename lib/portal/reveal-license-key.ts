import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import { NotFoundError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { findBuyingCustomer } from "./find-buying-customer";
import { findOwnLicense } from "./find-own-license";

export type RevealKeyResult =
  /** Show it to its owner; never log it. */
  { kind: "revealed"; licenseKey: string } | { kind: "limited"; retryAfterSeconds: number };

/** More than anybody needs who copies their keys, too few for whoever has stolen a session and collects them. */
const limits = [{ name: "reveal-license-key", points: 30, perSeconds: 600 }];

/**
 * The whole license key, for an owner or admin of the customer that has the license. Each look is in the audit, first,
 * so that none goes unseen. A license of somebody else, or one without a key, is a `NotFoundError`.
 */
export async function revealLicenseKey(
  ctx: { db: Db; licensing: Pick<LicensingPort, "findLicenses" | "revealLicenseKey"> },
  { userId, customerId, licenseId }: { userId: string; customerId: string; licenseId: string },
): Promise<RevealKeyResult> {
  const { customer } = await findBuyingCustomer(ctx, { userId, customerId });
  const rate = await limitRate(ctx, userId, limits);
  if (rate.kind === "limited") return rate;
  const license = await findOwnLicense(ctx, customer.licenseeId, licenseId);
  if (license.keyHint === null) throw new NotFoundError("License key");
  await recordAudit(ctx.db, {
    actor: { kind: "user", userId, email: null },
    action: "license.key_revealed",
    entity: "license",
    entityId: license.id,
    customerId,
    cause: "the portal",
  });
  const licenseKey = await ctx.licensing.revealLicenseKey(license.id);
  if (licenseKey === null) throw new NotFoundError("License key");
  return { kind: "revealed", licenseKey };
}
