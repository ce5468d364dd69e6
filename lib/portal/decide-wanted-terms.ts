import type { PlanChoice } from "./decide-plan-choices";

export type WantedTerms =
  | { kind: "wanted"; plan: PlanChoice; quantity: number }
  /** By field name: what is wrong with it, for the person who typed it. */
  | { kind: "invalid"; errors: { plan?: string; seats?: string } };

/** What was typed into the form, as a plan and a number of seats that are sold. */
export function decideWantedTerms(plans: readonly PlanChoice[], typed: { plan: string; seats: string }): WantedTerms {
  const plan = plans.find(({ sku }) => sku === typed.plan);
  if (!plan) return { kind: "invalid", errors: { plan: "This plan is not offered any more. Please choose another." } };
  const seats = typed.seats.trim();
  const quantity = /^\d{1,7}$/.test(seats) ? Number(seats) : null;
  const { minimumQuantity: least, maximumQuantity: most } = plan;
  if (quantity !== null && quantity >= least && quantity <= most) return { kind: "wanted", plan, quantity };
  return { kind: "invalid", errors: { seats: rangeText(least, most) } };
}

function rangeText(least: number, most: number): string {
  return least === most ? `This plan has ${least} seats.` : `Please enter a whole number from ${least} to ${most}.`;
}
