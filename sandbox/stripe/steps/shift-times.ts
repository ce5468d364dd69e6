const timeNames = new Set([
  "at",
  "available_on",
  "billing_cycle_anchor",
  "cancel_at",
  "canceled_at",
  "created",
  "current_period_end",
  "current_period_start",
  "date",
  "due_by",
  "due_date",
  "effective_at",
  "end",
  "end_date",
  "ended_at",
  "expires_at",
  "finalized_at",
  "marked_uncollectible_at",
  "next_payment_attempt",
  "paid_at",
  "period_end",
  "period_start",
  "resumes_at",
  "start",
  "start_date",
  "transitioned_at",
  "trial_end",
  "trial_start",
  "updated_at",
  "voided_at",
]);

/** A copy of a record in which everything happened, and will happen, this much earlier. */
export function shiftTimes<Record extends object>(record: Record, seconds: number): Record {
  const shift = (key: string, value: unknown): unknown =>
    typeof value === "number" && timeNames.has(key) ? value - seconds : value;
  const shifted: Record = JSON.parse(JSON.stringify(record, shift));
  return shifted;
}
