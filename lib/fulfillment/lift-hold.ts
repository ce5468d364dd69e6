import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { lockSubject } from "@/lib/db/lock-subject";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { actorLabel, type Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { markEnded, selectGrantOf } from "./grant-store";
import { closeHold } from "./hold-store";

/**
 * Lifts an operator's revocation. A license that was bought is left to fulfillment, which asks the provider and brings
 * it back, same key, if it is still paid for; one that was not bought comes back at once, with the end it had.
 */
export async function liftHold(
  ctx: { db: Db; licensing: LicensingPort; now: Clock },
  { licenseId, reason, actor }: { licenseId: string; reason: string; actor: Actor },
): Promise<{ kind: "lifted" | "not_held" }> {
  const grant = await selectGrantOf(ctx.db, licenseId);
  return await ctx.db.$transaction(async (tx) => {
    if (grant) await lockSubject(tx, grant.subject);
    const liftedAt = ctx.now();
    const hold = await closeHold(tx, licenseId, { liftedBy: actorLabel(actor), liftedAt });
    if (!hold) return { kind: "not_held" };
    if (grant) {
      await markEnded(tx, licenseId, liftedAt);
      const payload = { subject: grant.subject, cause: `an operator lifted a revocation: ${reason}` };
      await enqueueJob(tx, { name: "fulfill", payload });
    } else {
      await ctx.licensing.within(tx).reinstateLicense(licenseId, hold.validUntil);
    }
    await recordAudit(tx, {
      actor,
      action: "license.hold_lifted",
      entity: "license",
      entityId: licenseId,
      customerId: hold.customerId,
      before: { reason: hold.reason },
      cause: reason,
    });
    return { kind: "lifted" };
  });
}
