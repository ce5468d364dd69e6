import { Check, CircleDashed, CircleX, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import type { PurchaseState } from "@/lib/onboarding/purchase-state";

type StepState = "done" | "now" | "waiting" | "later" | "failed";

const progress: Record<PurchaseState, [payment: StepState, license: StepState, ready: StepState]> = {
  waiting_for_payment: ["now", "later", "later"],
  payment_pending: ["waiting", "later", "later"],
  issuing: ["done", "now", "later"],
  ready: ["done", "done", "done"],
  parked: ["done", "waiting", "later"],
  failed: ["failed", "later", "later"],
};

const icons: Record<StepState, ReactNode> = {
  done: <Check className="size-4.5" />,
  now: <Spinner className="size-4.5" />,
  waiting: <Hourglass className="size-4.5" />,
  later: <CircleDashed className="size-4.5" />,
  failed: <CircleX className="size-4.5" />,
};

const words: Record<StepState, string> = {
  done: "done",
  now: "under way",
  waiting: "waiting",
  later: "not yet",
  failed: "failed",
};

const looks: Record<StepState, string> = {
  done: "bg-good-soft text-good-ink",
  now: "bg-accent-soft text-accent-ink",
  waiting: "bg-warn-soft text-warn-ink",
  later: "bg-sunken text-muted",
  failed: "bg-bad-soft text-bad-ink",
};

/** Payment, license, ready: where this purchase is. */
export function PurchaseProgress({ state }: { state: PurchaseState }) {
  const [payment, license, ready] = progress[state];
  const steps = [
    { title: payment === "done" ? "Payment received" : "Payment", state: payment },
    { title: license === "done" ? "License issued" : "License being issued", state: license },
    { title: "Ready to use", state: ready },
  ];
  return (
    <ol className="grid gap-4">
      {steps.map((step) => (
        <li key={step.title} className="flex items-center gap-3.5">
          <span className={classNames("grid size-9 place-items-center rounded-full", looks[step.state])}>
            {icons[step.state]}
          </span>
          <span className={classNames(step.state === "later" ? "text-muted" : "font-medium")}>{step.title}</span>
          <span className="sr-only">: {words[step.state]}</span>
        </li>
      ))}
    </ol>
  );
}
