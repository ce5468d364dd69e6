/**
 * An outside system failed. `retryable` says whether trying again can ever help: a timeout or a 5xx can,
 * a refused request can't. The message is for operators and never holds a secret.
 */
export class AdapterError extends Error {
  readonly retryable: boolean;
  readonly system: string;

  constructor(system: string, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "AdapterError";
    this.system = system;
    this.retryable = options.retryable;
  }
}

/** The outside system knows the e-mail address as somebody else's, and keeps one customer for each address. */
export class EmailTakenError extends AdapterError {
  constructor(system: string, message: string) {
    super(system, message, { retryable: false });
    this.name = "EmailTakenError";
  }
}

/** What is asked for does not exist, or not for this actor: both answer 404 (design, section 8). */
export class NotFoundError extends Error {
  constructor(what: string) {
    super(`${what} not found`);
    this.name = "NotFoundError";
  }
}
