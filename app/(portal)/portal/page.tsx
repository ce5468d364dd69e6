import { KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { LicenseCard } from "@/components/portal/license-card";
import { NothingYet } from "@/components/portal/nothing-yet";
import { Pager } from "@/components/portal/pager";
import { LinkButton } from "@/components/ui/link-button";
import { LoadingCards } from "@/components/ui/loading-cards";
import { getContext } from "@/lib/context";
import { mayBuy, type MyCustomer } from "@/lib/customers/membership";
import { defaultFileDays, fileDays } from "@/lib/portal/license-file";
import { listLicenses } from "@/lib/portal/list-licenses";
import { revealKey } from "./actions";
import { replaceKey } from "./license-key/actions";
import { PortalHeading } from "./portal-heading";
import { portalAddress, readVisit, type Search, type Visit } from "./visit";

export const metadata: Metadata = { title: "Licenses" };

const path = "/portal";

export default async function LicensesPage({ searchParams }: { searchParams: Search }) {
  const visit = await readVisit(path, searchParams);
  return (
    <>
      <PortalHeading
        visit={visit}
        path={path}
        title="Licenses"
        action={
          visit.current ? (
            <LinkButton href="/" className="md:hidden">
              <Plus className="size-4" />
              Buy more
            </LinkButton>
          ) : null
        }
      >
        What you can use, and how.
      </PortalHeading>
      <Suspense fallback={<LoadingCards count={2} />}>
        {visit.current ? <Licenses visit={visit} current={visit.current} /> : <NoLicenses />}
      </Suspense>
    </>
  );
}

async function Licenses({ visit, current: { customer, role } }: { visit: Visit; current: MyCustomer }) {
  const { userId, page } = visit;
  const { licenses, nextPage } = await orNotFound(
    listLicenses(getContext(), { userId, customerId: customer.id, page }),
  );
  if (licenses.length === 0 && page === 1) return <NoLicenses />;
  return (
    <>
      {licenses.map((license) => (
        <LicenseCard
          key={license.id}
          license={license}
          reveal={revealKey.bind(null, customer.id)}
          billingHref={mayBuy(role) ? portalAddress("/portal/billing", customer.id) : null}
          tools={mayBuy(role) ? toolsOf(customer.id) : undefined}
        />
      ))}
      <Pager page={page} nextPage={nextPage} address={(to) => portalAddress(path, customer.id, to)} />
    </>
  );
}

/** What our own engine offers beyond 10Duke Scale, for licenses that it keeps. */
function toolsOf(customerId: string) {
  if (getContext().licensing.backend !== "embedded") return undefined;
  const file = { choices: fileDays, chosen: defaultFileDays };
  return { customerId, replace: replaceKey.bind(null, customerId), file };
}

function NoLicenses() {
  return (
    <NothingYet icon={<KeyRound />} title="No licenses yet">
      Each license appears here as soon as it is paid for.
    </NothingYet>
  );
}
