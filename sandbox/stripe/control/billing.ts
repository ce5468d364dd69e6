import { z } from "zod";
import type { BillingSettings } from "../records";
import { billingSettings } from "../steps/billing-settings";
import type { World } from "../world";

const days = z.array(z.number().int().min(1).max(60));
const billingBody = z.object({
  /** A form sends one text: "3, 5, 7". */
  retry_days: z.union([days, z.string().transform(split).pipe(days)]),
  after_retries: z.enum(["cancel", "unpaid", "past_due"]),
});

function split(text: string): number[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
}

export const billingHelp = 'Send {"retry_days": [3, 5, 7], "after_retries": "cancel" | "unpaid" | "past_due"}.';

/** What the account is to do about failed payments; null where the body says something else. */
export function readBilling(body: unknown): BillingSettings | null {
  const { data } = billingBody.safeParse(body);
  return data ? { id: "account", retryDays: data.retry_days, afterRetries: data.after_retries } : null;
}

export function billingView(world: World): object {
  const { retryDays, afterRetries } = billingSettings(world);
  return { retry_days: retryDays, after_retries: afterRetries };
}
