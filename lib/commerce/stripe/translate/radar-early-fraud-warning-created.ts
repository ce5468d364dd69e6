import type { Translation } from "./translation";

/** A bank suspects fraud. It is no dispute: most warnings never become one, and no buyer loses a license on a suspicion. */
export function radarEarlyFraudWarningCreated(): Translation {
  return { ignored: "A fraud warning takes no license away; a refund or a dispute that follows has its own event" };
}
