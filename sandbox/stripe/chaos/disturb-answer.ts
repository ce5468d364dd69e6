import type { Clock } from "@/sandbox/clock";
import { StripeError } from "../stripe-error";
import type { Chaos, DisturbedRequest } from "@/sandbox/chaos/chaos";

/** Lets the chaos switch act on one request: refused before it is done, answered with an error after, or late. */
export async function disturbAnswer<Answer>(
  chaos: Chaos,
  clock: Clock,
  request: DisturbedRequest,
  answer: () => Promise<Answer>,
  breakOff: () => void,
): Promise<Answer> {
  if (chaos.strikesRequest("rate_limit", request)) {
    throw new StripeError(429, "rate_limit_error", "Too many requests hit the API too quickly (chaos switch).", {
      code: "rate_limit",
    });
  }
  if (chaos.strikesRequest("api_error", request)) throw failure();
  const isLate = request.method === "GET" && chaos.strikesRequest("slow_read", request);
  const isLost = chaos.strikesRequest("lost_answer", request);
  const isBroken = chaos.strikesRequest("reset", request);
  const answered = await answer();
  if (isBroken) breakOff();
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
