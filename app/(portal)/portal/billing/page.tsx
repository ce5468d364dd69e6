import { CreditCard } from "lucide-react";
import type { Metadata } from "next";
import { OwnersOnly } from "@/components/portal/owners-only";
import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { mayBuy, type MyCustomer } from "@/lib/customers/membership";
import { manageBilling } from "../actions";
import { PortalHeading } from "../portal-heading";
import { portalAddress, readVisit, type Search } from "../visit";

export const metadata: Metadata = { title: "Billing" };

const path = "/portal/billing";

export default async function BillingPage({ searchParams }: { searchParams: Search }) {
  const visit = await readVisit(path, searchParams);
  return (
    <>
      <PortalHeading visit={visit} path={path} title="Billing">
        Cards and invoices are kept by the payment provider, not by us.
      </PortalHeading>
      <Billing current={visit.current} />
    </>
  );
}

function Billing({ current }: { current: MyCustomer | null }) {
  if (current && !mayBuy(current.role)) return <OwnersOnly what="Billing" />;
  if (!current || current.providerCustomers.length === 0) {
    return (
      <EmptyState
        icon={<CreditCard />}
        title="Nothing to manage yet"
        action={
          <LinkButton href="/" intent="primary">
            See what is on sale
          </LinkButton>
        }
      >
        After your first purchase you can change cards, download invoices and cancel here.
      </EmptyState>
    );
  }
  const { customer } = current;
  return (
    <Card className="grid gap-5">
      <div className="grid gap-1.5">
        <h2 className="text-lg">Billing of {customer.displayName ?? customer.name}</h2>
        <p className="text-muted">
          Change the card, see and download invoices, cancel or resume a subscription. Opens on the payment provider’s
          page and brings you back here.
        </p>
      </div>
      <ActionForm
        action={manageBilling}
        fields={{ customer: customer.id, returnTo: portalAddress(path, customer.id) }}
        intent="primary"
      >
        Open billing
      </ActionForm>
    </Card>
  );
}
