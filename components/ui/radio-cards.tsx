import type { ReactNode } from "react";
import { classNames } from "./class-names";

type RadioCardsProps = {
  legend: string;
  legendHidden?: boolean;
  name: string;
  value: string;
  error?: string | undefined;
  columns?: 1 | 2;
  options: { value: string; title: string; detail?: ReactNode; aside?: ReactNode; icon?: ReactNode }[];
  onChange: (value: string) => void;
};

/** A choice of one, each option a card; native radio buttons, so arrow keys and forms work by themselves. */
export function RadioCards({
  legend,
  legendHidden,
  name,
  value,
  error,
  columns = 1,
  options,
  onChange,
}: RadioCardsProps) {
  return (
    <fieldset
      className="grid gap-2"
      data-invalid={error ? true : undefined}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend className={classNames("mb-2 font-medium", legendHidden && "sr-only")}>{legend}</legend>
      <div className={classNames("grid gap-3", columns === 2 && "sm:grid-cols-2")}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex gap-3 rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:border-outline has-checked:border-accent-ink has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="mt-1 size-4 shrink-0 appearance-none rounded-full border border-outline bg-surface outline-none checked:border-5 checked:border-accent"
            />
            <span className="grid flex-1 gap-0.5">
              <span className="flex flex-wrap items-baseline justify-between gap-x-4 font-medium">
                <span className="flex items-center gap-2">
                  {option.icon}
                  {option.title}
                </span>
                {option.aside}
              </span>
              {option.detail ? <span className="text-sm text-muted">{option.detail}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${name}-error`} className="text-sm text-bad-ink">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
