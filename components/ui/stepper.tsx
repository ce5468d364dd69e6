import { Check } from "lucide-react";
import { classNames } from "./class-names";

type StepperProps = { label: string; steps: readonly string[]; current: number };

/** Where someone is in a fixed row of steps; `current` counts from 0. */
export function Stepper({ label, steps, current }: StepperProps) {
  return (
    <nav aria-label={label} className="print:hidden">
      <p className="mb-3 text-sm text-muted sm:hidden">
        Step {current + 1} of {steps.length}: <span className="font-medium text-ink">{steps[current]}</span>
      </p>
      <ol className="flex gap-2 sm:gap-3">
        {steps.map((step, index) => (
          <li key={step} aria-current={index === current ? "step" : undefined} className="grid flex-1 gap-2.5">
            <span
              aria-hidden="true"
              className={classNames("h-1 rounded-full", index <= current ? "bg-accent" : "bg-hover")}
            />
            <span className="sr-only flex items-center gap-1.5 text-sm sm:not-sr-only">
              {index < current ? <Check className="size-4 text-accent-ink" /> : null}
              <span className={classNames(index === current ? "font-medium text-ink" : "text-muted")}>{step}</span>
              {index < current ? <span className="sr-only"> (done)</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
