import { PackageOpen } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** The shop window and the offer step of a vendor who sells nothing now. */
export function NothingOnSale() {
  return (
    <EmptyState icon={<PackageOpen />} title="Nothing is on sale at the moment">
      Please come back later. Licenses that you already have keep working.
    </EmptyState>
  );
}
