export type StripeErrorType =
  | "api_error"
  | "authentication_error"
  | "card_error"
  | "idempotency_error"
  | "invalid_request_error"
  | "rate_limit_error";

export interface StripeErrorDetail {
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  setup_intent?: object;
}

/** A refusal in Stripe's words. What a declined card has changed is kept; every other refusal changes nothing. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly type: StripeErrorType,
    message: string,
    readonly detail: StripeErrorDetail = {},
    readonly keepsChanges: boolean = type === "card_error",
  ) {
    super(message);
  }

  toBody(requestId: string): { error: object } {
    const { code } = this.detail;
    return {
      error: {
        ...this.detail,
        ...(code ? { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` } : {}),
        message: this.message,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type: this.type,
      },
    };
  }
}

/** 400: the request cannot be carried out as it was made. */
export function invalidRequest(message: string, detail: StripeErrorDetail = {}): StripeError {
  return new StripeError(400, "invalid_request_error", message, detail);
}

/** 404 (400 inside a body): nothing exists under this id. */
export function resourceMissing(kind: string, id: string, param: string, status = 404): StripeError {
  return new StripeError(status, "invalid_request_error", `No such ${kind}: '${id}'`, {
    code: "resource_missing",
    param,
  });
}

export function parameterMissing(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}
