import type { Conflict, Invalid, NotFound, Refused } from "../management";
import { badRequest, conflict, notFound } from "./api-error";

type Refusal = NotFound | Conflict<string> | Invalid | Refused;
type Outcome = { kind: string };

/** The outcome when the engine did what was asked; otherwise the refusal that the caller is told. */
export function settle<T extends Outcome>(outcome: T | Refusal, what: string): T {
  if (isNotFound(outcome)) throw notFound(what);
  if (isConflict(outcome)) throw conflict(`Another one has this ${outcome.field}`);
  if (isInvalid(outcome)) throw badRequest(`The value is wrong: ${outcome.field} ${outcome.problem}`);
  if (isRefused(outcome)) throw conflict(outcome.reason);
  return outcome;
}

const isNotFound = (outcome: Outcome): outcome is NotFound => outcome.kind === "not_found";
const isConflict = (outcome: Outcome): outcome is Conflict<string> => outcome.kind === "conflict";
const isInvalid = (outcome: Outcome): outcome is Invalid => outcome.kind === "invalid";
const isRefused = (outcome: Outcome): outcome is Refused => outcome.kind === "refused";

/** What was found, or 404. */
export function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
}
