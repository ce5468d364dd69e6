import { Stepper } from "@/components/ui/stepper";

const steps = ["Sign in", "About you", "Offer", "Pay", "License"] as const;

type FlowStepperProps = { at: (typeof steps)[number] };

/** The five steps from sign-in to license. */
export function FlowStepper({ at }: FlowStepperProps) {
  return <Stepper label="Steps to your license" steps={steps} current={steps.indexOf(at)} />;
}
