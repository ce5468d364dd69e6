import { recordAudit } from "@/lib/audit/record-audit";
import { limitRate } from "@/lib/db/limit-rate";
import { findObstacle } from "../decide-change";
import { deadlineMilliseconds, type ChangeContext } from "./change-context";
import { changeLimits } from "./change-limits";
import { findOwnSubscription, type OwnSubscription } from "./own-subscription";
import type { CancellationResult, Troubled } from "../cancellation-result";
import { underChangeLock } from "./under-change-lock";

/** Cancels at the end of the paid period, or takes that back; what is so already is left so. */
export async function setCancellation(
  ctx: ChangeContext,
  { userId, subscriptionId, cancel }: { userId: string; subscriptionId: string; cancel: boolean },
): Promise<CancellationResult> {
  const own = await findOwnSubscription(ctx, { userId, subscriptionId });
  const rate = await limitRate(ctx, userId, changeLimits);
  if (rate.kind === "limited") return rate;
  const actor = { kind: "user", userId, email: null } as const;
  const entry = { actor, entity: "subscription", entityId: own.subject.id, customerId: own.row.customerId };
  const record = (action: string) => recordAudit(ctx.db, { ...entry, action, cause: "the portal" });
  const result = await underChangeLock(ctx, own, async (commerce): Promise<{ kind: "done" | "ended" }> => {
    const truth = await commerce.readSubscription(own.subject.id, AbortSignal.timeout(deadlineMilliseconds));
    if (!truth || findObstacle(truth) === "ended") return { kind: "ended" };
    if ((truth.cancelAtPeriodEnd || truth.cancelAt !== null) === cancel) return { kind: "done" };
    await record(cancel ? "subscription.cancel_requested" : "subscription.keep_requested");
    await commerce.setCancellation(own.subject.id, cancel);
    return { kind: "done" };
  });
  return await follow(ctx, own, { result, actor, cause: cancel ? "a cancellation" : "a withdrawn cancellation" });
}

async function follow(
  ctx: ChangeContext,
  { subject }: OwnSubscription,
  {
    result,
    actor,
    cause,
  }: {
    result: { kind: "done" | "ended" } | Troubled;
    actor: { kind: "user"; userId: string; email: null };
    cause: string;
  },
): Promise<CancellationResult> {
  if (result.kind === "busy" || result.kind === "refused" || result.kind === "provider_off") return result;
  const outcome = await ctx.fulfill({ subject, cause: `${cause} in the portal`, actor });
  if (result.kind === "done") return { kind: "done", licenseFollows: outcome.kind === "retry" };
  return { kind: result.kind };
}
