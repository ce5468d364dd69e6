import type { ReactNode } from "react";
import { CustomerSwitcher } from "@/components/portal/customer-switcher";
import { PageHeading } from "@/components/ui/page-heading";
import { decideCustomerLabels } from "@/lib/portal/decide-customer-labels";
import { portalAddress, type Visit } from "./visit";

type PortalHeadingProps = { visit: Visit; path: string; title: string; children: ReactNode; action?: ReactNode };

/** The heading of a portal page; whoever belongs to several customers sees for which one, and can change it. */
export function PortalHeading({ visit, path, title, children, action }: PortalHeadingProps) {
  const { customers, current } = visit;
  const labels = decideCustomerLabels(customers.map(({ customer }) => customer));
  const shown = labels.find(({ id }) => id === current?.customer.id);
  return (
    <div className="grid gap-3">
      {shown && labels.length > 1 ? (
        <CustomerSwitcher
          current={shown.isAmbiguous ? `${shown.name} (${shown.detail})` : shown.name}
          options={labels.map(({ id, name, detail }) => ({
            name,
            detail,
            href: portalAddress(path, id),
            current: id === shown.id,
          }))}
        />
      ) : null}
      <PageHeading title={title} action={action}>
        {children}
      </PageHeading>
    </div>
  );
}
