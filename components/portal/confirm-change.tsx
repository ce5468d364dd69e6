"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { Button, buttonLook } from "@/components/ui/button";
import type { FormAction } from "@/components/ui/form-state";
import { useFormAction } from "@/components/ui/use-form-action";

type ConfirmChangeProps = {
  action: FormAction;
  updateCard: FormAction;
  /** Sent along as they are; `attempt` is new after an answer. */
  fields: Record<string, string>;
  label: string;
};

/** The one button that changes the subscription, and what to do when the payment doesn't go through. */
export function ConfirmChange({ action, updateCard, fields, label }: ConfirmChangeProps) {
  const { state, pending, form } = useFormAction(action);
  const { problem, detail, confirmUrl, attempt } = state.values;
  const { subscription = "", customer = "" } = fields;
  const cardFields = { subscription, customer };
  const sent = { ...fields, ...(attempt ? { attempt } : {}) };
  return (
    <div className="grid gap-4">
      {state.message ? (
        <Banner
          tone={confirmUrl ? "warn" : "bad"}
          role="alert"
          title={state.message}
          action={
            confirmUrl ? (
              <a href={confirmUrl} className={buttonLook({ intent: "secondary" })}>
                Confirm with your bank
              </a>
            ) : problem === "payment_failed" ? (
              <ActionForm action={updateCard} fields={cardFields}>
                Update card
              </ActionForm>
            ) : null
          }
        >
          {detail}
        </Banner>
      ) : null}
      <form {...form}>
        {Object.entries(sent).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" intent="primary" pending={pending} className="max-sm:w-full">
          {label}
        </Button>
      </form>
    </div>
  );
}
