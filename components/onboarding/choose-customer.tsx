import { Building2, ChevronRight, UserRound } from "lucide-react";
import Link from "next/link";
import type { BuyingCustomer } from "@/lib/onboarding/states";
import { FlowStepper } from "./flow-stepper";
import { StepHeading } from "./step-heading";

type ChooseCustomerProps = { options: { customer: BuyingCustomer; href: string }[] };

/** For someone who may buy for several: never guessed, always asked. */
export function ChooseCustomer({ options }: ChooseCustomerProps) {
  return (
    <>
      <FlowStepper at="About you" />
      <StepHeading title="Who is the license for?">You can buy for any of these.</StepHeading>
      <ul className="grid gap-3">
        {options.map(({ customer, href }) => (
          <li key={customer.id}>
            <Link
              href={href}
              className="flex min-h-16 items-center gap-3.5 rounded-card border border-line bg-surface px-5 py-3 shadow-card transition-colors hover:border-outline"
            >
              {customer.type === "ORGANIZATION" ? (
                <Building2 className="size-5 shrink-0 text-muted" />
              ) : (
                <UserRound className="size-5 shrink-0 text-muted" />
              )}
              <span className="grid flex-1">
                <span className="font-medium">{customer.name}</span>
                {customer.email ? <span className="text-sm text-muted">{customer.email}</span> : null}
              </span>
              <ChevronRight className="size-5 shrink-0 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
