import { CreditCard, KeyRound, Plus, Receipt, UserRoundCog } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { SectionLink } from "./section-link";

/** Navigation beside the page on wide screens, above it on narrow ones. */
export function PortalShell({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-6 px-4 py-6 sm:px-6 md:grid-cols-[13rem_1fr] md:gap-10 md:py-10">
      <div className="grid content-start gap-4 print:hidden">
        <nav aria-label="Your account" className="-mx-1 overflow-x-auto px-1 py-1">
          <ul className="flex gap-1 md:grid">
            <li>
              <SectionLink href="/portal">
                <KeyRound />
                Licenses
              </SectionLink>
            </li>
            <li>
              <SectionLink href="/portal/purchases">
                <Receipt />
                Purchases
              </SectionLink>
            </li>
            <li>
              <SectionLink href="/portal/billing">
                <CreditCard />
                Billing
              </SectionLink>
            </li>
            <li>
              <SectionLink href="/portal/account">
                <UserRoundCog />
                Account
              </SectionLink>
            </li>
            <li className="max-md:hidden md:mt-4">
              <LinkButton href="/" wide>
                <Plus className="size-4" />
                Buy more
              </LinkButton>
            </li>
          </ul>
        </nav>
      </div>
      <main id="main" tabIndex={-1} className="grid min-w-0 content-start gap-6">
        {children}
      </main>
    </div>
  );
}
