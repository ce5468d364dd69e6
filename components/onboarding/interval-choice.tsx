/**
 * Monthly or yearly. Offers hide themselves by CSS (see `offer-panel.tsx`), so the choice works before and without
 * JavaScript.
 */
export function IntervalChoice() {
  return (
    <fieldset className="flex w-fit rounded-full border border-line bg-surface p-1 shadow-card">
      <legend className="sr-only">Billing interval</legend>
      {[
        { value: "month", label: "Monthly" },
        { value: "year", label: "Yearly" },
      ].map((option, index) => (
        <label
          key={option.value}
          className="flex min-h-11 items-center rounded-full px-5 font-medium text-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
        >
          <input type="radio" name="interval" value={option.value} defaultChecked={index === 0} className="sr-only" />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
