import type { Outcome } from "@/lib/kernel/outcome";

const gravest = ["retry", "parked", "done", "ignored"] as const satisfies Outcome["kind"][];

/** One outcome for several: the gravest kind, all reasons. Nothing at all is ignored, with the reason given for it. */
export function combineOutcomes(outcomes: readonly Outcome[], whenNone: string): Outcome {
  const kind = gravest.find((candidate) => outcomes.some((outcome) => outcome.kind === candidate)) ?? "ignored";
  return { kind, reason: outcomes.map(({ reason }) => reason).join("; ") || whenNone };
}
