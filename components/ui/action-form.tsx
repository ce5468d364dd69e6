"use client";

import type { VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { Button, type buttonLook } from "./button";
import { classNames } from "./class-names";
import type { FormAction } from "./form-state";
import { useFormAction } from "./use-form-action";

type ActionFormProps = VariantProps<typeof buttonLook> & {
  action: FormAction;
  /** Sent along as they are. */
  fields?: Record<string, string | number>;
  className?: string;
  children: ReactNode;
};

/** One button that does one thing; what went wrong stands under it. */
export function ActionForm({ action, fields = {}, intent, size, className, children }: ActionFormProps) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className={classNames("grid justify-items-start gap-2", className)}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" intent={intent} size={size} pending={pending}>
        {children}
      </Button>
      <p role="alert" className="max-w-prose text-sm text-bad-ink empty:hidden">
        {state.message}
      </p>
    </form>
  );
}
