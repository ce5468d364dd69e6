/** Why nothing could be done, or why it is not known. */
export type Troubled =
  /** Somebody else is changing the same subscription right now; nothing was done. */
  | { kind: "busy" }
  /** The provider did not answer, or not in time: it may have been done or not. */
  | { kind: "no_answer" }
  /** The provider does not take it, and will not. Nothing was done. */
  | { kind: "refused" }
  /** The provider is not connected. Nothing was done. */
  | { kind: "provider_off" };

export type CancellationResult =
  /** At the provider, and here too, unless `licenseFollows`: then the worker does it in a moment. */
  | { kind: "done"; licenseFollows: boolean }
  /** It is over already. */
  | { kind: "ended" }
  | { kind: "limited"; retryAfterSeconds: number }
  | Troubled;
