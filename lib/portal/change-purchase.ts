import { recordAudit } from "@/lib/audit/record-audit";
import type { Subscription } from "@/lib/commerce/subscription";
import type { ChangeResult, SubscriptionChange } from "@/lib/commerce/subscription-change";
import { limitRate } from "@/lib/db/limit-rate";
import type { Actor } from "@/lib/kernel/actor";
import type { Troubled } from "./cancellation-result";
import { deadlineMilliseconds, type ChangeContext, type ChangePort } from "./changing/change-context";
import { changeLimits } from "./changing/change-limits";
import { findStandingObstacle } from "./changing/find-standing-obstacle";
import { findOwnSubscription, type OwnSubscription } from "./changing/own-subscription";
import { findChangeableItem } from "./changing/plans-of";
import { underChangeLock } from "./changing/under-change-lock";
import { decideChange, type ChangeObstacle, type ItemTerms } from "./decide-change";
import { decideWantedTerms } from "./decide-wanted-terms";

export type ChangePurchaseResult =
  /** At the provider, and so in the license, unless `licenseFollows`: then the worker does it in a moment. */
  | { kind: "changed"; licenseFollows: boolean }
  | Exclude<ChangeResult, { kind: "changed" }>
  /** The provider says something else than the person saw; nothing was done. */
  | { kind: "changed_meanwhile" }
  | { kind: "not_changeable"; obstacle: ChangeObstacle }
  | { kind: "invalid"; errors: { plan?: string; seats?: string } }
  /** The preview is too old to charge by, or the provider would charge something else by now; nothing was done. */
  | { kind: "preview_outdated" }
  | { kind: "limited"; retryAfterSeconds: number }
  | Troubled;

export type ChangeOrder = {
  userId: string;
  subscriptionId: string;
  itemId: string;
  /** As typed. */
  plan: string;
  seats: string;
  /** What stood before the person's eyes, what it was to cost at once, and when it was priced. */
  seen: ItemTerms;
  seenDueMinor: number;
  pricedAt: Date;
  /** Of this one attempt: sent twice, it is made once. */
  attemptId: string;
};

/** So long may somebody think about a preview. */
const previewValidMilliseconds = 3_600_000;
const clockToleranceMilliseconds = 60_000;

/**
 * Sets plan and seats of one item at the provider, charged or credited at once, all or nothing, and lets licenses follow.
 * Whatever was meanwhile changed by somebody else is not overwritten. For owners and admins; anybody else gets a
 * `NotFoundError`. Audited before the provider is asked.
 */
export async function changePurchase(ctx: ChangeContext, order: ChangeOrder): Promise<ChangePurchaseResult> {
  const own = await findOwnSubscription(ctx, order);
  const { item, plans } = await findChangeableItem(ctx, own, order);
  const obstacle = await findStandingObstacle(ctx, own);
  if (obstacle) return { kind: "not_changeable", obstacle };
  const wanted = decideWantedTerms(plans, order);
  if (wanted.kind === "invalid") return wanted;
  if (!isCurrent(order.pricedAt, ctx.now())) return { kind: "preview_outdated" };
  const rate = await limitRate(ctx, order.userId, changeLimits);
  if (rate.kind === "limited") return rate;
  const change = {
    subscriptionId: own.subject.id,
    itemId: item.providerItemId,
    providerPriceId: wanted.plan.providerPriceId,
    quantity: wanted.quantity,
    pricedAt: order.pricedAt,
  };
  const actor = { kind: "user", userId: order.userId, email: null } as const;
  const result = await underChangeLock(ctx, own, (commerce) => attempt(ctx, { commerce, own, order, change, actor }));
  if (result.kind !== "changed" && result.kind !== "changed_meanwhile" && result.kind !== "no_answer") return result;
  const outcome = await ctx.fulfill({ subject: own.subject, cause: "a change in the portal", actor });
  return result.kind === "changed" ? { kind: "changed", licenseFollows: outcome.kind === "retry" } : result;
}

type Attempt = {
  commerce: ChangePort;
  own: OwnSubscription;
  order: ChangeOrder;
  change: SubscriptionChange;
  actor: Actor;
};

type AttemptResult =
  | ChangeResult
  | { kind: "changed_meanwhile" }
  | { kind: "preview_outdated" }
  | { kind: "not_changeable"; obstacle: ChangeObstacle };

async function attempt(ctx: ChangeContext, { commerce, own, order, change, actor }: Attempt): Promise<AttemptResult> {
  const truth = await commerce.readSubscription(own.subject.id, AbortSignal.timeout(deadlineMilliseconds));
  const decision = decideChange(truth, { itemId: change.itemId, seen: order.seen, wanted: change });
  if (decision.kind === "done") return { kind: "changed" };
  if (decision.kind !== "change") return decision;
  if (commerce.pricesMove && !(await costsAsSeen(commerce, { truth, order, change }))) {
    return { kind: "preview_outdated" };
  }
  const before = { providerPriceId: order.seen.providerPriceId, quantity: order.seen.quantity };
  const after = { providerPriceId: change.providerPriceId, quantity: change.quantity };
  const entry = {
    actor,
    entity: "subscription",
    entityId: own.subject.id,
    customerId: own.row.customerId,
    cause: "the portal",
  };
  await recordAudit(ctx.db, { ...entry, action: "subscription.change_requested", before, after });
  const result = await commerce.changeSubscription(change, order.attemptId);
  if (result.kind !== "changed") {
    await recordAudit(ctx.db, {
      ...entry,
      action: "subscription.change_refused",
      after: { ...after, why: result.kind },
    });
  }
  return result;
}

async function costsAsSeen(
  commerce: ChangePort,
  { truth, order, change }: Pick<Attempt, "order" | "change"> & { truth: Subscription | null },
): Promise<boolean> {
  const signal = AbortSignal.timeout(deadlineMilliseconds);
  const preview = truth && (await commerce.previewChange(truth, change, signal));
  return preview?.dueNowMinor === order.seenDueMinor;
}

function isCurrent(pricedAt: Date, now: Date): boolean {
  const age = now.getTime() - pricedAt.getTime();
  return age >= -clockToleranceMilliseconds && age <= previewValidMilliseconds;
}
