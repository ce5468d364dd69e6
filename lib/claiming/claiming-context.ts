import type { IdentityConnections } from "@/lib/customers/connect-owner";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";

/** What the deeds of this area are given. */
export type ClaimingContext = {
  db: Db;
  licensing: IdentityConnections;
  now: Clock;
  log: Log;
  env: { APP_ORIGIN: string; AUTH_SECRET: string };
};

/** Who claims. The address counts only when proven. */
export type Claimant = { id: string; email: string | null; emailVerified: boolean };
