import type { ReactNode } from "react";
import { CustomerSwitcher } from "@/components/portal/customer-switcher";
import { PageHeading } from "@/components/ui/page-heading";
import { portalAddress, type Visit } from "./visit";

type PortalHeadingProps = { visit: Visit; path: string; title: string; children: ReactNode; action?: ReactNode };

/** The heading of a portal page; whoever belongs to several customers sees for which one, and can change it. */
export function PortalHeading({ visit, path, title, children, action }: PortalHeadingProps) {
  const { customers, current } = visit;
  return (
    <div className="grid gap-3">
      {current && customers.length > 1 ? (
        <CustomerSwitcher
          current={current.customer.displayName ?? current.customer.name}
          options={customers.map(({ customer }) => ({
            name: customer.displayName ?? customer.name,
            href: portalAddress(path, customer.id),
            current: customer.id === current.customer.id,
          }))}
        />
      ) : null}
      <PageHeading title={title} action={action}>
        {children}
      </PageHeading>
    </div>
  );
}
