import type { RefusalCode } from "../../checkout";

/** Why nothing was granted, for a program (code) and for the person before it (description). */
export type Refusal = { kind: "refused"; errorCode: RefusalCode; errorDescription: string };

export function refused(errorCode: RefusalCode, errorDescription: string): Refusal {
  return { kind: "refused", errorCode, errorDescription };
}
