"use client";

import { Building2, UserRound } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { FormAction } from "@/components/ui/form-state";
import { RadioCards } from "@/components/ui/radio-cards";
import { useFormAction } from "@/components/ui/use-form-action";
import { IdentifyFields } from "./identify-fields";
import { markStepPassed } from "./step-passed";
import { useDraft } from "./use-draft";

type IdentifyFormProps = {
  action: FormAction;
  /** Drafts are kept per user, so that a shared browser shows nobody else's. */
  userId: string;
  known: { name: string; email: string };
};

const types = [
  { value: "PERSON", title: "A person", detail: "The license is for you.", icon: <UserRound className="size-4.5" /> },
  {
    value: "ORGANIZATION",
    title: "An organization",
    detail: "The license is for a company or team.",
    icon: <Building2 className="size-4.5" />,
  },
];

/** Step 2: who will own the license. */
export function IdentifyForm({ action, userId, known }: IdentifyFormProps) {
  const { state, pending, form } = useFormAction(action);
  const [values, change] = useDraft(`identify:${userId}`, {
    type: "PERSON",
    displayName: "",
    ...known,
    ...state.values,
  });
  const onSubmit: typeof form.onSubmit = (event) => {
    markStepPassed();
    form.onSubmit(event);
  };
  return (
    <form {...form} onSubmit={onSubmit} className="grid gap-6">
      {state.message ? <Banner tone="bad" role="alert" title={state.message} /> : null}
      <RadioCards
        legend="Who is the license for?"
        legendHidden
        name="type"
        columns={2}
        value={values.type}
        error={state.errors.type}
        options={types}
        onChange={(type) => change({ type })}
      />
      <IdentifyFields values={values} errors={state.errors} onChange={change} />
      <Button type="submit" intent="primary" pending={pending} className="justify-self-start max-sm:w-full">
        Continue to offer and seats
      </Button>
    </form>
  );
}
