import { Stripe } from "stripe";
import { AdapterError } from "@/lib/kernel/errors";
import { scrubSecrets } from "@/lib/observability/log";

/**
 * Runs a call to Stripe and turns its errors into `AdapterError`. `what` says what was tried, for operators.
 * The SDK can't be canceled, so an aborted signal stops the waiting, and the attempt's own timeout ends the request.
 */
export async function callStripe<T>(what: string, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await (signal ? beforeDeadline(call, signal) : call());
  } catch (error) {
    throw toAdapterError(what, error);
  }
}

/** As `callStripe`; null when Stripe says that the object does not exist. */
export async function findAtStripe<T>(what: string, call: () => Promise<T>, signal?: AbortSignal): Promise<T | null> {
  return await callStripe<T | null>(what, () => call().catch(nullWhenMissing), signal);
}

function nullWhenMissing(error: unknown): null {
  if (error instanceof Stripe.errors.StripeError && error.code === "resource_missing") return null;
  throw error;
}

async function beforeDeadline<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([call(), aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function toAdapterError(what: string, error: unknown): unknown {
  if (error instanceof AdapterError) return error;
  if (error instanceof Stripe.errors.StripeError) {
    const request = error.requestId ? ` (request ${error.requestId})` : "";
    const message = `Stripe: ${what} failed: ${scrubSecrets(error.message)}${request}`;
    return new AdapterError("stripe", message, { retryable: isRetryable(error), cause: error });
  }
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return new AdapterError("stripe", `Stripe: ${what} took too long`, { retryable: true, cause: error });
  }
  return error;
}

function isRetryable(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  // A wrong or revoked key is mended by an operator; what waits should then go through by itself.
  if (error.statusCode === 401 || error.statusCode === 403) return true;
  // 409: the same idempotency key is in use by a request still running, or the object is locked.
  return error.statusCode === 409 || error.statusCode === 429 || (error.statusCode ?? 500) >= 500;
}
