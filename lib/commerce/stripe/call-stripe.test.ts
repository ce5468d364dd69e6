import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { AdapterError } from "@/lib/kernel/errors";
import { callStripe, findAtStripe } from "./call-stripe";

async function failureOf(error: unknown): Promise<AdapterError> {
  const failure = await callStripe("reading a thing", () => Promise.reject(error)).catch((caught: unknown) => caught);
  if (!(failure instanceof AdapterError)) throw new Error("not an AdapterError");
  return failure;
}

const stripeError = (statusCode: number, message = "no") =>
  Stripe.errors.StripeError.generate({ type: "invalid_request_error", statusCode, message });

describe("a failed call says whether trying again can help", () => {
  it.each([
    [500, true],
    [503, true],
    [429, true],
    [409, true],
    [401, true],
    [403, true],
    [400, false],
    [402, false],
    [404, false],
  ])("status %i: %s", async (statusCode, retryable) => {
    expect((await failureOf(stripeError(statusCode))).retryable).toBe(retryable);
  });

  it("a lost connection can", async () => {
    const lost = new Stripe.errors.StripeConnectionError({ type: "api_error", message: "reset" });
    expect((await failureOf(lost)).retryable).toBe(true);
  });

  it("a call past its deadline can, and is not waited for", async () => {
    const call = callStripe("reading a thing", () => new Promise<never>(() => undefined), AbortSignal.timeout(5));
    await expect(call).rejects.toMatchObject({ retryable: true, message: "Stripe: reading a thing took too long" });
  });

  it("and never shows a key", async () => {
    const failure = await failureOf(stripeError(401, "Invalid API Key provided: sk_live_abcdef123456"));
    expect(failure.message).not.toContain("abcdef123456");
  });
});

it("what does not exist is null, not an error", async () => {
  const missing = Stripe.errors.StripeError.generate({
    type: "invalid_request_error",
    statusCode: 404,
    code: "resource_missing",
    message: "No such thing",
  });
  expect(await findAtStripe("reading a thing", () => Promise.reject(missing))).toBeNull();
});
