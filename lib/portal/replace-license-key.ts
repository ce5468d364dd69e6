import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import { NotFoundError } from "@/lib/kernel/errors";
import type { LicensingCheckout } from "@/lib/licensing/checkout";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { findBuyingCustomer } from "./find-buying-customer";
import { findOwnLicense } from "./find-own-license";

export type ReplaceKeyResult =
  /** Show it to its owner; never log it. */
  { kind: "replaced"; licenseKey: string } | { kind: "limited"; retryAfterSeconds: number };

/** Nobody needs more; it keeps a stolen session from locking every application out again and again. */
const limits = [{ name: "replace-license-key", points: 10, perSeconds: 3600 }];

/**
 * A new key for a license whose key got into wrong hands, for an owner or admin of the customer that has it. The old key
 * is dead when this answers; with `freeSeats` all seats are free, too. What is foreign or has no key is a `NotFoundError`.
 */
export async function replaceLicenseKey(
  ctx: {
    db: Db;
    licensing: Pick<LicensingPort, "findLicenses">;
    engine: { checkout: Pick<LicensingCheckout, "rotateLicenseKey"> };
  },
  asked: { userId: string; customerId: string; licenseId: string; freeSeats: boolean },
): Promise<ReplaceKeyResult> {
  const { userId, customerId, licenseId, freeSeats } = asked;
  const { customer } = await findBuyingCustomer(ctx, { userId, customerId });
  const license = await findOwnLicense(ctx, customer.licenseeId, licenseId);
  const rate = await limitRate(ctx, userId, limits);
  if (rate.kind === "limited") return rate;
  const outcome = await ctx.engine.checkout.rotateLicenseKey({
    licenseId: license.id,
    leases: freeSeats ? "drop" : "keep",
    actor: { kind: "user", userId, email: null },
    customerId,
    cause: "the portal",
  });
  if (outcome.kind === "not_found") throw new NotFoundError("License key");
  return { kind: "replaced", licenseKey: outcome.licenseKey };
}
