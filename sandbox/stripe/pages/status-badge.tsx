/** @jsxImportSource hono/jsx */
import { formatStatus } from "@/sandbox/pages/format";

const good = new Set(["active", "trialing", "paid", "complete", "delivered", "succeeded"]);
const bad = new Set(["past_due", "unpaid", "canceled", "incomplete", "incomplete_expired", "failed", "uncollectible"]);

/** A status as a colored word; the color only repeats what the word says. */
export function StatusBadge({ status }: { status: string }) {
  const tone = good.has(status) ? "good" : bad.has(status) ? "bad" : "";
  return <span class={`badge ${tone}`}>{formatStatus(status)}</span>;
}
