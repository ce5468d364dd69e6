import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { NothingYet } from "@/components/portal/nothing-yet";
import { OwnersOnly } from "@/components/portal/owners-only";
import { Pager } from "@/components/portal/pager";
import { PurchaseCard } from "@/components/portal/purchase-card";
import { LoadingCards } from "@/components/ui/loading-cards";
import { getContext } from "@/lib/context";
import { mayBuy, type MyCustomer } from "@/lib/customers/membership";
import { listPurchases } from "@/lib/portal/list-purchases";
import { PortalHeading } from "../portal-heading";
import { purchaseAddress } from "./[subscriptionId]/address";
import { portalAddress, readVisit, type Search, type Visit } from "../visit";

export const metadata: Metadata = { title: "Purchases" };

const path = "/portal/purchases";

export default async function PurchasesPage({ searchParams }: { searchParams: Search }) {
  const visit = await readVisit(path, searchParams);
  return (
    <>
      <PortalHeading visit={visit} path={path} title="Purchases">
        Subscriptions and one-time orders.
      </PortalHeading>
      <Suspense fallback={<LoadingCards count={2} />}>
        {visit.current ? <Purchases visit={visit} current={visit.current} /> : <NoPurchases />}
      </Suspense>
    </>
  );
}

async function Purchases({ visit, current: { customer, role } }: { visit: Visit; current: MyCustomer }) {
  if (!mayBuy(role)) return <OwnersOnly what="Purchases" />;
  const { userId, page } = visit;
  const asked = { userId, customerId: customer.id, page };
  const { purchases, nextPage } = await orNotFound(listPurchases(getContext(), asked));
  if (purchases.length === 0 && page === 1) return <NoPurchases />;
  return (
    <>
      {purchases.map((purchase) => (
        <PurchaseCard
          key={purchase.id}
          purchase={purchase}
          href={
            purchase.kind === "subscription"
              ? purchaseAddress({ subscriptionId: purchase.id, customerId: customer.id })
              : null
          }
        />
      ))}
      <Pager page={page} nextPage={nextPage} address={(to) => portalAddress(path, customer.id, to)} />
    </>
  );
}

function NoPurchases() {
  return (
    <NothingYet icon={<Receipt />} title="Nothing bought yet">
      Subscriptions and one-time orders appear here once you have bought something.
    </NothingYet>
  );
}
