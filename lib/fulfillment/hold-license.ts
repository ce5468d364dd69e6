import { recordAudit } from "@/lib/audit/record-audit";
import type { Db, Tx } from "@/lib/db/client";
import { lockSubject } from "@/lib/db/lock-subject";
import { actorLabel, type Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { NotFoundError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { selectGrantOf } from "./grant-store";
import { insertHold } from "./hold-store";
import { queueNotices } from "./steps/queue-notices";

/**
 * An operator revokes a license, with a reason. It stays revoked whatever the provider says, until the hold is lifted.
 * Its owners are told that, not why: the reason is the operator's. No run of the same purchase is at work meanwhile. A license that does not exist is a `NotFoundError`.
 */
export async function holdLicense(
  ctx: { db: Db; licensing: LicensingPort; now: Clock; env: { APP_ORIGIN: string } },
  { licenseId, reason, actor }: { licenseId: string; reason: string; actor: Actor },
): Promise<{ kind: "held" | "held_already" | "replaced" }> {
  const grant = await selectGrantOf(ctx.db, licenseId);
  return await ctx.db.$transaction(async (tx) => {
    if (grant) await lockSubject(tx, grant.subject);
    // A plan change may have come first: then another license serves the purchase now.
    if (grant && !(await selectGrantOf(tx, licenseId))) return { kind: "replaced" };
    const licensing = ctx.licensing.within(tx);
    const [license] = await licensing.findLicenses([licenseId]);
    if (!license) throw new NotFoundError("License");
    const [placedAt, customerId] = [ctx.now(), grant?.customerId ?? null];
    const { validUntil, state } = license;
    const hold = { licenseId, customerId, reason, validUntil, placedBy: actorLabel(actor), placedAt };
    if (!(await insertHold(tx, hold))) return { kind: "held_already" };
    const revoked = await licensing.revokeLicense(licenseId, reason, placedAt);
    if (customerId !== null) await tell(tx, { ...hold, customerId, productName: license.displayName }, ctx.env);
    await recordAudit(tx, {
      actor,
      action: "license.held",
      entity: "license",
      entityId: licenseId,
      customerId,
      before: { state },
      after: { state: revoked.state },
      cause: reason,
    });
    return { kind: "held" };
  });
}

async function tell(
  tx: Tx,
  held: { licenseId: string; customerId: string; productName: string; placedAt: Date },
  { APP_ORIGIN }: { APP_ORIGIN: string },
): Promise<void> {
  const { licenseId, customerId, productName, placedAt } = held;
  const key = `license_ended:${licenseId}:${placedAt.toISOString()}`;
  const links = { productNames: [productName], portalUrl: `${APP_ORIGIN}/portal` };
  const message = { kind: "license_ended" as const, cause: "revoked" as const, ...links };
  await queueNotices(tx, { customerId, notices: [{ key, message }] });
}
