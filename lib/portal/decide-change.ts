import type { Subscription } from "@/lib/commerce/subscription";

/** Plan and seats of one item, as at the provider. */
export type ItemTerms = { providerPriceId: string; quantity: number };

export type ChangeDecision =
  | { kind: "change" }
  /** It is so already: somebody was quicker with the same wish, e.g. a first click. */
  | { kind: "done" }
  /** The provider says something else than the person saw. */
  | { kind: "changed_meanwhile" }
  | { kind: "not_changeable"; obstacle: ChangeObstacle };

/** What has to be put right before plan and seats can change. */
export type ChangeObstacle = "canceled" | "payment_due" | "suspended" | "waiting_for_payment" | "ended";

type Standing = Pick<Subscription, "endedAt" | "cancelAt" | "cancelAtPeriodEnd"> & { status: string };

/** Whether the item may become what is wanted, by what the provider says now and what the person had before their eyes. */
export function decideChange(
  truth: Subscription | null,
  { itemId, seen, wanted }: { itemId: string; seen: ItemTerms; wanted: ItemTerms },
): ChangeDecision {
  const item = truth?.items.find(({ id }) => id === itemId);
  if (!truth || !item) return { kind: "changed_meanwhile" };
  if (isSame(item, wanted)) return { kind: "done" };
  const obstacle = findObstacle(truth);
  if (obstacle) return { kind: "not_changeable", obstacle };
  return isSame(item, seen) ? { kind: "change" } : { kind: "changed_meanwhile" };
}

/** Null: plan and seats can be changed. A state that we don't know is treated like one that waits for its payment. */
export function findObstacle({ status, endedAt, cancelAt, cancelAtPeriodEnd }: Standing): ChangeObstacle | null {
  if (endedAt !== null) return "ended";
  if (status === "trialing" || status === "active") {
    return cancelAtPeriodEnd || cancelAt !== null ? "canceled" : null;
  }
  return obstacles.get(status) ?? "waiting_for_payment";
}

const obstacles = new Map<string, ChangeObstacle>([
  ["past_due", "payment_due"],
  ["unpaid", "suspended"],
  ["paused", "suspended"],
  ["canceled", "ended"],
  ["incomplete_expired", "ended"],
]);

function isSame(left: ItemTerms, right: ItemTerms): boolean {
  return left.providerPriceId === right.providerPriceId && left.quantity === right.quantity;
}
