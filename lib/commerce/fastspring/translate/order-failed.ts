import type { Translation } from "./translation";

/** A payment was declined; no license waited for it. */
export function orderFailed(): Translation {
  return { ignored: "Nothing was paid, so nothing is licensed" };
}
