import { translateAccountEvent } from "./account-event";
import type { Translation } from "./translation";

/** An account was made, by an order with a new e-mail address or over the API. */
export function accountCreated(data: unknown): Translation {
  return translateAccountEvent(data);
}
