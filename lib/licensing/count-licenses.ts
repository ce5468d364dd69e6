import type { Db } from "@/lib/db/client";
import type { LicensingBackendName } from "./licensing-port";
import { countByState, countInLedger } from "./license-count-store";

/** How many licenses stand in each state; of 10Duke Scale, those that this installation issued or has seen. */
export function countLicenses(ctx: {
  db: Db;
  licensing: { backend: LicensingBackendName };
}): Promise<{ state: string; count: number }[]> {
  return ctx.licensing.backend === "scale" ? countInLedger(ctx.db) : countByState(ctx.db);
}
