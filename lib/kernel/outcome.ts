/** How a job or webhook handler ended; the reason is a sentence that an operator can read. */
export type Outcome =
  | { kind: "done"; reason: string }
  | { kind: "ignored"; reason: string }
  | { kind: "retry"; reason: string }
  | { kind: "parked"; reason: string };
