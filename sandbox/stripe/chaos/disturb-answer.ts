import type { Clock } from "@/sandbox/clock";
import { StripeError } from "../stripe-error";
import type { Chaos } from "@/sandbox/chaos/chaos";

export interface DisturbedRequest {
  method: string;
  route: string;
  path: string;
}

/** Lets the chaos switch act on one request: refused before it is done, answered with an error after, or late. */
export async function disturbAnswer<Answer>(
  chaos: Chaos,
  clock: Clock,
  { method, route, path }: DisturbedRequest,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (chaos.strikesRequest("rate_limit", method, route, path)) {
    throw new StripeError(429, "rate_limit_error", "Too many requests hit the API too quickly (chaos switch).", {
      code: "rate_limit",
    });
  }
  if (chaos.strikesRequest("api_error", method, route, path)) throw failure();
  const isLate = method === "GET" && chaos.strikesRequest("slow_read", method, route, path);
  const isLost = chaos.strikesRequest("lost_answer", method, route, path);
  const answered = await answer();
  if (isLate) await wait(clock, chaos.settings.slow_ms);
  if (isLost) throw failure();
  return answered;
}

function failure(): StripeError {
  return new StripeError(500, "api_error", "An unknown error occurred (chaos switch).");
}

function wait(clock: Clock, durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(durationMs, resolve);
  });
}
