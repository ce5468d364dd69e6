import { defaultGraceDays } from "@/lib/catalog/default-grace-days";
import { findOffersBySku } from "@/lib/catalog/find-offers-by-sku";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import type { Clock } from "@/lib/kernel/clock";
import { NotFoundError } from "@/lib/kernel/errors";
import type { LicensingCheckout } from "@/lib/licensing/checkout";
import type { License } from "@/lib/licensing/license";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { decideLicenseFileEnd } from "./decide-license-file-end";
import { findBuyingCustomer } from "./find-buying-customer";
import { findOwnLicense } from "./find-own-license";
import { defaultFileDays, fileDays } from "./license-file";
import { selectSubscriptionTerms } from "./portal-store";

export type LicenseFileResult =
  | { kind: "file"; token: string; fileName: string }
  | { kind: "unusable"; reason: string }
  | { kind: "limited"; retryAfterSeconds: number };

const limits = [{ name: "license-file", points: 30, perSeconds: 600 }];

/**
 * A file that stands for the license without a network for so many days, never beyond the license's own end: in the grace
 * period that is near. For an owner or admin of the customer; each is in the audit. What is foreign is a `NotFoundError`.
 */
export async function issueLicenseFile(
  ctx: {
    db: Db;
    now: Clock;
    licensing: Pick<LicensingPort, "findLicenses">;
    engine: { checkout: Pick<LicensingCheckout, "issueLicenseFile"> };
  },
  asked: { userId: string; customerId: string; licenseId: string; days?: number | undefined },
): Promise<LicenseFileResult> {
  const { userId, customerId, licenseId } = asked;
  const days = fileDays.find((each) => each === asked.days) ?? defaultFileDays;
  const { customer } = await findBuyingCustomer(ctx, { userId, customerId });
  const license = await findOwnLicense(ctx, customer.licenseeId, licenseId);
  const rate = await limitRate(ctx, userId, limits);
  if (rate.kind === "limited") return rate;
  const end = await findEnd(ctx, { customerId, license, days });
  if (end <= ctx.now()) return { kind: "unusable", reason: "What is paid for has ended." };
  const outcome = await ctx.engine.checkout.issueLicenseFile(license.id, end);
  if (outcome.kind === "not_found") throw new NotFoundError("License");
  if (outcome.kind === "unusable") return outcome;
  await recordAudit(ctx.db, {
    actor: { kind: "user", userId, email: null },
    action: "license.file_issued",
    entity: "license",
    entityId: license.id,
    customerId,
    after: { validUntil: outcome.validUntil.toISOString() },
    cause: "the portal",
  });
  return { kind: "file", token: outcome.token, fileName: outcome.fileName };
}

async function findEnd(
  { db, now }: { db: Db; now: Clock },
  { customerId, license, days }: { customerId: string; license: License; days: number },
): Promise<Date> {
  const { subscriptionReference, productReference } = license.references;
  const [subscription = null] = subscriptionReference
    ? await selectSubscriptionTerms(db, customerId, [subscriptionReference])
    : [];
  const offers = await findOffersBySku(db, productReference ? [productReference] : []);
  const graceDays = offers.get(productReference ?? "")?.graceDays ?? defaultGraceDays;
  return decideLicenseFileEnd(subscription, { days, graceDays, now: now() });
}
