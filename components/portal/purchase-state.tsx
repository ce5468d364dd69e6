import { Badge, type Tone } from "@/components/ui/badge";
import type { PurchaseStatus } from "@/lib/portal/purchase";

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

/** How a purchase stands, in one or two words. */
export function PurchaseStateBadge({ status }: { status: PurchaseStatus }) {
  const { tone, label } = states[status];
  return <Badge tone={tone}>{label}</Badge>;
}
