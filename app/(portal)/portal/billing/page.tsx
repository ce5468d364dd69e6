import { CreditCard } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { BillingPlaces } from "@/components/portal/billing-places";
import { NothingYet } from "@/components/portal/nothing-yet";
import { OwnersOnly } from "@/components/portal/owners-only";
import { LoadingCards } from "@/components/ui/loading-cards";
import { getContext } from "@/lib/context";
import { mayBuy, type MyCustomer } from "@/lib/customers/membership";
import { listBillingPlaces } from "@/lib/portal/list-billing-places";
import { manageBilling } from "../actions";
import { PortalHeading } from "../portal-heading";
import { portalAddress, readVisit, type Search, type Visit } from "../visit";

export const metadata: Metadata = { title: "Billing" };

const path = "/portal/billing";

export default async function BillingPage({ searchParams }: { searchParams: Search }) {
  const visit = await readVisit(path, searchParams);
  return (
    <>
      <PortalHeading visit={visit} path={path} title="Billing">
        Cards and invoices are kept by the payment provider, not by us.
      </PortalHeading>
      <Suspense fallback={<LoadingCards count={1} />}>
        {visit.current ? <Billing visit={visit} current={visit.current} /> : <NothingToManage />}
      </Suspense>
    </>
  );
}

async function Billing({ visit, current: { customer, role } }: { visit: Visit; current: MyCustomer }) {
  if (!mayBuy(role)) return <OwnersOnly what="Billing" />;
  const asked = { userId: visit.userId, customerId: customer.id };
  const places = await orNotFound(listBillingPlaces(getContext(), asked));
  if (places.length === 0) return <NothingToManage />;
  return (
    <BillingPlaces
      places={places}
      customerName={customer.displayName ?? customer.name}
      action={manageBilling}
      fields={{ customer: customer.id, returnTo: portalAddress(path, customer.id) }}
    />
  );
}

function NothingToManage() {
  return (
    <NothingYet icon={<CreditCard />} title="Nothing to manage yet">
      After your first purchase you can change cards, download invoices and cancel here.
    </NothingYet>
  );
}
