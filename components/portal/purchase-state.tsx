import { Badge, type Tone } from "@/components/ui/badge";
import type { Purchase, PurchaseStatus } from "@/lib/portal/purchase";

const states: Record<PurchaseStatus, { tone: Tone; label: string }> = {
  trial: { tone: "info", label: "Trial" },
  active: { tone: "good", label: "Active" },
  ending: { tone: "warn", label: "Canceled" },
  payment_due: { tone: "warn", label: "Payment due" },
  suspended: { tone: "warn", label: "Suspended" },
  waiting_for_payment: { tone: "info", label: "Waiting for payment" },
  ended: { tone: "neutral", label: "Ended" },
  paid: { tone: "good", label: "Paid" },
  partly_refunded: { tone: "info", label: "Partly refunded" },
  refunded: { tone: "neutral", label: "Refunded" },
  disputed: { tone: "warn", label: "Disputed" },
  charged_back: { tone: "bad", label: "Charged back" },
  failed: { tone: "bad", label: "Not paid" },
};

/** FastSpring ends what is not paid for; on hold there means that somebody paused it. */
const paused: (typeof states)[PurchaseStatus] = { tone: "warn", label: "Paused" };

/** How a purchase stands, in one or two words. */
export function PurchaseStateBadge({ status, provider }: Pick<Purchase, "status" | "provider">) {
  const { tone, label } = status === "suspended" && provider === "FASTSPRING" ? paused : states[status];
  return <Badge tone={tone}>{label}</Badge>;
}
