import type { Translation } from "./translation";

/** FastSpring reminded the buyer that the trial ends. */
export function subscriptionTrialReminder(): Translation {
  return { ignored: "A reminder to the buyer changes nothing" };
}
