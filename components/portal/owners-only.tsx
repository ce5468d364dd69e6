import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** For members who may use licenses but not spend money. */
export function OwnersOnly({ what }: { what: string }) {
  return (
    <EmptyState icon={<Lock />} title="For owners and admins">
      {what} can be seen by the owners and admins of your organization. Ask one of them.
    </EmptyState>
  );
}
