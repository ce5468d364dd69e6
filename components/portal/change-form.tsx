"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition, type ReactNode } from "react";
import { rhythm } from "@/components/onboarding/offer-words";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { NumberField } from "@/components/ui/number-field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Spinner } from "@/components/ui/spinner";
import type { PlanChoice } from "@/lib/portal/decide-plan-choices";

type Choice = { plan: string; seats: string };

type ChangeFormProps = {
  action: string;
  /** Sent along as they are. */
  fields: Record<string, string>;
  plans: PlanChoice[];
  /** What the server has just priced, as typed. */
  typed: Choice;
  errors: { plan?: string; seats?: string };
  /** The price of what is chosen, and the way to confirm it. */
  children: ReactNode;
};

/** Typing is not over before it pauses for so long. */
const pauseMilliseconds = 350;

/**
 * Plan and seats. Each choice goes into the address, and the server prices it; without JavaScript a button does that. What
 * is shown can't be confirmed while something newer is chosen.
 */
export function ChangeForm({ action, fields, plans, typed, errors, children }: ChangeFormProps) {
  const { choice, change, show, isBehind } = useLivePrice(action, fields, typed);
  const plan = plans.find(({ sku }) => sku === choice.plan);
  return (
    <div className="grid gap-6">
      <form
        action={action}
        method="get"
        noValidate
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          show(choice);
        }}
      >
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <RadioCards
          legend="Plan"
          name="plan"
          value={choice.plan}
          error={errors.plan}
          options={plans.map(planOption)}
          onChange={(sku) => change({ ...choice, plan: sku })}
        />
        <Card>
          <NumberField
            label="Seats"
            name="seats"
            value={choice.seats}
            minimum={plan?.minimumQuantity ?? 1}
            maximum={plan?.maximumQuantity ?? 1}
            error={isBehind ? undefined : errors.seats}
            onChange={(seats) => change({ ...choice, seats })}
          />
        </Card>
        <noscript>
          <Button type="submit">Show what it costs</Button>
        </noscript>
      </form>
      <div aria-busy={isBehind} className="relative">
        <div inert={isBehind} className={classNames("grid gap-6 transition-opacity", isBehind && "opacity-50")}>
          {children}
        </div>
        {isBehind ? <Spinner className="absolute top-6 right-6 size-5 text-muted" /> : null}
      </div>
    </div>
  );
}

function planOption({ sku, displayName, description, price }: PlanChoice) {
  const aside = (
    <span>
      <Money {...price} /> <span className="text-sm font-normal text-muted">per seat, {rhythm(price)}</span>
    </span>
  );
  return { value: sku, title: displayName, detail: description, aside };
}

/** Keeps the address at what is chosen, a moment after the last keystroke. */
function useLivePrice(action: string, fields: Record<string, string>, typed: Choice) {
  const router = useRouter();
  const [choice, setChoice] = useState(typed);
  const [isLoading, startLoading] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (wanted: Choice) => {
    clearTimeout(timer.current);
    const query = new URLSearchParams({ ...fields, ...wanted });
    startLoading(() => router.replace(`${action}?${query}`, { scroll: false }));
  };
  const change = (wanted: Choice) => {
    setChoice(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => show(wanted), pauseMilliseconds);
  };
  const isBehind = isLoading || choice.plan !== typed.plan || choice.seats !== typed.seats;
  return { choice, change, show, isBehind };
}
