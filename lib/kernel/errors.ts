/**
 * A bundler puts several copies of this file into one process, one for pages and one for routes, and an adapter made by
 * one throws to the other: so what an error is stands on it, and is not told by its class.
 */
const adapterMark = Symbol.for("usher.AdapterError");
const emailMark = Symbol.for("usher.EmailTakenError");
const notFoundMark = Symbol.for("usher.NotFoundError");

function carries(value: unknown, mark: symbol): boolean {
  return typeof value === "object" && value !== null && mark in value;
}

/** A class made from one of these is asked for as any other. */
function isInstance(type: Function, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(type, value);
}

/**
 * An outside system failed. `retryable` says whether trying again can ever help: a timeout or a 5xx can,
 * a refused request can't. The message is for operators and never holds a secret.
 */
export class AdapterError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AdapterError ? carries(value, adapterMark) : isInstance(this, value);
  }

  readonly [adapterMark] = true;
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
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === EmailTakenError ? carries(value, emailMark) : isInstance(this, value);
  }

  readonly [emailMark] = true;

  constructor(system: string, message: string) {
    super(system, message, { retryable: false });
    this.name = "EmailTakenError";
  }
}

/** What is asked for does not exist, or not for this actor: both answer 404 (design, section 8). */
export class NotFoundError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === NotFoundError ? carries(value, notFoundMark) : isInstance(this, value);
  }

  readonly [notFoundMark] = true;

  constructor(what: string) {
    super(`${what} not found`);
    this.name = "NotFoundError";
  }
}
