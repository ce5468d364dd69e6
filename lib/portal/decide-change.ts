import type { Subscription } from "@/lib/commerce/subscription";
import type { PurchaseStatus } from "./purchase";

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
export type ChangeObstacle =
  | "canceled"
  | "payment_due"
  | "suspended"
  | "waiting_for_payment"
  | "ended"
  /** The buyer's bank has asked for a payment back, or has taken it. */
  | "disputed"
  /** Whoever charges for it is not connected, so nobody can change it from here. */
  | "provider_off";

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

/** What stands in the way of a change whatever the provider says of the subscription; null: nothing. */
export function decideStandingObstacle(
  status: PurchaseStatus,
  { isConnected }: { isConnected: boolean },
): Extract<ChangeObstacle, "ended" | "disputed" | "provider_off"> | null {
  if (status === "ended") return "ended";
  if (!isConnected) return "provider_off";
  return status === "disputed" || status === "charged_back" ? "disputed" : null;
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
