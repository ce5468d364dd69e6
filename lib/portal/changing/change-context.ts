import type { PriceReader } from "@/lib/catalog/refresh-prices";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Subject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { Outcome } from "@/lib/kernel/outcome";
import type { Log } from "@/lib/observability/log";

/** What the portal needs of a provider to change what runs there. */
export type ChangePort = PriceReader &
  Pick<
    CommercePort,
    | "pricesMove"
    | "changesNoTrial"
    | "readSubscription"
    | "previewChange"
    | "changeSubscription"
    | "setCancellation"
    | "readNextInvoice"
  >;

export type ChangeContext = {
  db: Db;
  commerce: Partial<Record<ProviderName, ChangePort>>;
  now: Clock;
  log: Log;
  env: { DATABASE_URL: string };
  /** The same function that webhooks and jobs run: makes licenses and our mirror what the provider says. */
  fulfill(input: { subject: Subject; cause: string; actor: Actor }): Promise<Outcome>;
};

/** How long a person waits for a provider. */
export const deadlineMilliseconds = 10_000;
