import { invalidRequest } from "../stripe-error";
import type { Dispute } from "../wire";
import type { World } from "../world";
import { closeDispute } from "./close-dispute";

export interface DisputeAnswer {
  evidence: Partial<Dispute["evidence"]>;
  metadata: Dispute["metadata"];
  submit: boolean;
}

/** Keeps the merchant's evidence. Submitted, the texts `winning_evidence` and `losing_evidence` decide as at Stripe. */
export function answerDispute(world: World, dispute: Dispute, answer: DisputeAnswer): Dispute {
  const hasEvidence = takesEvidence(dispute, answer) || dispute.evidence_details.has_evidence;
  const isSubmitted = hasEvidence && answer.submit && dispute.status === "needs_response";
  const details = { ...dispute.evidence_details, has_evidence: hasEvidence };
  const answered = world.disputes.put({
    ...dispute,
    evidence: { ...dispute.evidence, ...answer.evidence },
    evidence_details: isSubmitted ? submitted(details) : details,
    metadata: answer.metadata,
    status: isSubmitted ? "under_review" : dispute.status,
  });
  world.emitUpdate("charge.dispute.updated", dispute, answered);
  const verdict = isSubmitted ? verdicts[answered.evidence.uncategorized_text ?? ""] : undefined;
  return verdict ? closeDispute(world, answered, verdict) : answered;
}

function takesEvidence(dispute: Dispute, { evidence }: DisputeAnswer): boolean {
  const isGiven = Object.keys(evidence).length > 0;
  if (isGiven && dispute.status !== "needs_response") {
    throw invalidRequest(`This dispute is ${dispute.status}: evidence can no longer be given.`, { param: "evidence" });
  }
  return isGiven;
}

const verdicts: Record<string, "won" | "lost"> = { winning_evidence: "won", losing_evidence: "lost" };

function submitted(details: Dispute["evidence_details"]): Dispute["evidence_details"] {
  return { ...details, submission_count: details.submission_count + 1, submission_method: "manual" };
}
