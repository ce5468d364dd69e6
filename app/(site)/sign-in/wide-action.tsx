"use client";

import type { VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { Button, type buttonLook } from "@/components/ui/button";
import type { FormAction } from "@/components/ui/form-state";
import { useFormAction } from "@/components/ui/use-form-action";

type WideActionProps = Pick<VariantProps<typeof buttonLook>, "intent"> & {
  action: FormAction;
  fields: Record<string, string>;
  children: ReactNode;
};

/** One button over the whole width; what went wrong stands above it. */
export function WideAction({ action, fields, intent, children }: WideActionProps) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className="grid gap-2">
      <p role="alert" className="text-sm text-bad-ink empty:hidden">
        {state.message}
      </p>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" intent={intent} wide pending={pending}>
        {children}
      </Button>
    </form>
  );
}
