import type { z } from "zod";
import { invalidRequest, parameterMissing, type StripeError } from "../stripe-error";
import type { FormObject } from "./form";

/** Reads the parameters of one request; what is wrong is refused in Stripe's words and names the parameter. */
export function readParams<Schema extends z.ZodType>(schema: Schema, params: FormObject): z.output<Schema> {
  const result = schema.safeParse(params, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw issue ? refusal(issue) : invalidRequest("Invalid parameters");
}

type Issue = z.core.$ZodIssue;

function refusal(issue: Issue): StripeError {
  const param = nameOf(issue.path);
  if (issue.code === "unrecognized_keys") return unknownParameters(issue.path, issue.keys);
  if (issue.code === "invalid_union") return refuseUnion(issue, param);
  if (issue.input === undefined) return parameterMissing(param);
  if (issue.code === "invalid_type") return invalidRequest(`Invalid ${issue.expected}`, { param });
  if (issue.code === "invalid_value" && issue.message !== "boolean") {
    return invalidRequest(`Invalid ${param}: must be one of ${oneOf(issue.values)}`, { param });
  }
  return refuseValue(issue.message, param, String(issue.input));
}

function refuseUnion(issue: Extract<Issue, { code: "invalid_union" }>, param: string): StripeError {
  const inner = issue.errors.flat().find((each) => each.code === "unrecognized_keys");
  if (inner) return unknownParameters([...issue.path, ...inner.path], inner.keys);
  return issue.input === undefined ? parameterMissing(param) : invalidRequest(`Invalid value for ${param}`, { param });
}

function refuseValue(reason: string, param: string, input: string): StripeError {
  switch (reason) {
    case "empty":
      return invalidRequest(
        `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
        { code: "parameter_invalid_empty", param },
      );
    case "integer":
      return invalidRequest(`Invalid integer: ${input}`, { code: "parameter_invalid_integer", param });
    case "not_negative":
      return invalidRequest("This value must be greater than or equal to 0.", {
        code: "parameter_invalid_integer",
        param,
      });
    case "limit":
      return invalidRequest("This value must be between 1 and 100.", { code: "parameter_invalid_integer", param });
    case "boolean":
      return invalidRequest(`Invalid boolean: ${input}`, { param });
    case "too_long":
      return invalidRequest("Invalid string: must be at most 5000 characters", {
        code: "parameter_invalid_string",
        param,
      });
    case "url":
      return invalidRequest("Not a valid URL", { code: "url_invalid", param });
    case "email":
      return invalidRequest(`Invalid email address: ${input}`, { code: "email_invalid", param });
    case "currency":
      return invalidRequest(`Invalid currency: ${input}`, { param });
    default:
      return invalidRequest(reason, { param });
  }
}

function unknownParameters(path: PropertyKey[], keys: string[]): StripeError {
  const names = keys.map((key) => nameOf([...path, key]));
  const [first = ""] = names;
  const message = `Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`;
  return invalidRequest(message, { code: "parameter_unknown", param: first });
}

function nameOf(path: PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return [first ?? "", ...rest.map((key) => `[${key}]`)].join("");
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map(String);
  const last = names.pop() ?? "";
  if (names.length === 0) return last;
  return names.length === 1 ? `${names[0]} or ${last}` : `${names.join(", ")}, or ${last}`;
}
