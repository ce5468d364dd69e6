"use client";

import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";
import { Field, inputLook } from "./field";

type NumberFieldProps = {
  label: string;
  name: string;
  value: string;
  minimum: number;
  maximum: number;
  hint?: ReactNode;
  error?: string | undefined;
  onChange: (value: string) => void;
};

/** A whole number with minus and plus. It keeps whatever is typed; the form's check says what is wrong with it. */
export function NumberField({ label, name, value, minimum, maximum, hint, error, onChange }: NumberFieldProps) {
  const number = /^\d+$/.test(value) ? Number(value) : minimum;
  const step = (by: number) => onChange(String(Math.min(maximum, Math.max(minimum, number + by))));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="flex w-fit items-center gap-2">
          <StepButton label={`Fewer: ${label}`} disabled={number <= minimum} onClick={() => step(-1)}>
            <Minus className="size-4" />
          </StepButton>
          <input
            {...control}
            name={name}
            value={value}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowUp") step(1);
              if (event.key === "ArrowDown") step(-1);
            }}
            className={classNames(inputLook, "w-24 text-center tabular-nums")}
          />
          <StepButton label={`More: ${label}`} disabled={number >= maximum} onClick={() => step(1)}>
            <Plus className="size-4" />
          </StepButton>
        </div>
      )}
    </Field>
  );
}

type StepButtonProps = { label: string; disabled: boolean; onClick: () => void; children: ReactNode };

function StepButton({ label, disabled, onClick, children }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled || undefined}
      onClick={onClick}
      className={buttonLook({ size: "icon" })}
    >
      {children}
    </button>
  );
}
