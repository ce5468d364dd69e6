import { Badge } from "@/components/ui/badge";
import type { OwnedLicense } from "@/lib/portal/owned-license";

/** Whether the license works now, in one or two words. */
export function LicenseStateBadge({ license }: { license: Pick<OwnedLicense, "state" | "term"> }) {
  if (license.state === "suspended") return <Badge tone="warn">Suspended</Badge>;
  if (license.state === "revoked" || license.term.kind === "ended") return <Badge tone="neutral">Ended</Badge>;
  if (license.term.kind === "payment_due") return <Badge tone="warn">Payment due</Badge>;
  if (license.term.kind === "trial") return <Badge tone="info">Trial</Badge>;
  return <Badge tone="good">Active</Badge>;
}
