import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Db, Tx } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Log } from "@/lib/observability/log";

/** What `fulfill` is given. */
export type FulfillmentContext = {
  db: Db;
  licensing: LicensingPort;
  commerce: Partial<Record<ProviderName, CommercePort>>;
  now: Clock;
  log: Log;
  env: { APP_ORIGIN: string };
};

/** One run: everything happens in this transaction, and all of it counts as happening now. */
export type FulfillmentRun = {
  tx: Tx;
  licensing: LicensingPort;
  now: Date;
  provider: ProviderName;
  /** As text, e.g. `stripe:subscription:sub_…`. */
  subject: string;
  cause: string;
  actor: Actor;
  appOrigin: string;
  /** The licensee that the provider's checkout named, for a purchase that does not name one itself. */
  findCheckoutLicensee(): Promise<string | null>;
};
