import type { Boundary } from "../crash";
import { CrashPlan, type Crashes } from "../crash-plan";

/** Several plans at once: a run breaks where the first of them says. */
export function allOf(plans: readonly Crashes[]): { next(): Boundary } {
  const all = plans.map((plan) => new CrashPlan(plan));
  return {
    next: () => {
      const boundaries = all.map((plan) => plan.next());
      return async (name, loseConnection) => {
        for (const boundary of boundaries) await boundary(name, loseConnection);
      };
    },
  };
}
