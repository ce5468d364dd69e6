import { decideFlags } from "../decide-flags";
import type { FulfillmentRun } from "../fulfillment-context";
import { raiseFlag } from "../raise-flag";
import type { Truth } from "../truth";

/** Raises the flags that were not raised before; answers with their reasons. */
export async function raiseFlags(run: FulfillmentRun, truth: Truth, customerId: string): Promise<string[]> {
  const raised: string[] = [];
  for (const { key, reason } of decideFlags(run.provider, truth)) {
    if (await raiseFlag(run, { key, reason, subject: run.subject, customerId })) raised.push(`Flagged: ${reason}`);
  }
  return raised;
}
