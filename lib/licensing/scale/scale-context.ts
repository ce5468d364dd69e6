import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { ScaleClient } from "./scale-client";

export type ScaleContext = {
  /** For the ledger, on connections of its own: what is noted there outlives every transaction of its callers. */
  db: Db;
  call: ScaleClient;
  now: Clock;
  /** How long a request whose answer was lost may still take effect, in milliseconds. */
  settleMs: number;
};
