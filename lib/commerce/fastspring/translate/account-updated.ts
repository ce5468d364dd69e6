import { translateAccountEvent } from "./account-event";
import type { Translation } from "./translation";

/** Name, address or e-mail of a buyer changed. */
export function accountUpdated(data: unknown): Translation {
  return translateAccountEvent(data);
}
