import type { Offer } from "@/lib/catalog/offer";
import type { LicenseDecision } from "../decide-license-commands";
import { decideNotices, type NoticeCase } from "../decide-notices";
import type { FulfillmentRun } from "../fulfillment-context";
import type { HeldLicense } from "../held-license";
import { selectMirrorId } from "../mirrored-store";
import { linesOf, type Truth } from "../truth";
import { queueNotices } from "./queue-notices";

type News = {
  truth: Truth;
  decision: LicenseDecision;
  held: HeldLicense[];
  offers: ReadonlyMap<string, Offer>;
  customerId: string;
  /** Products whose license was just told to be ready. */
  announced: ReadonlySet<string>;
};

/** Once the mirror is written: queues the mails about what this run changed, and about a payment that failed, to each owner with a proven address. */
export async function tellOwners(run: FulfillmentRun, news: News): Promise<void> {
  const { now, subject, appOrigin } = run;
  const { truth, decision, announced } = news;
  const changes = decision.changes.filter(
    ({ kind, productName }) => kind !== "restored" || !announced.has(productName),
  );
  const overdue = overdueOf(news);
  if (changes.length === 0 && overdue === null) return;
  const urls = { purchaseUrl: await purchaseUrlOf(run, truth), portalUrl: `${appOrigin}/portal` };
  const notices = decideNotices({ now, subject, changes, overdue, ...urls });
  await queueNotices(run.tx, { customerId: news.customerId, notices });
}

function overdueOf({ truth, decision: { nextCheckAt, terms }, held, offers }: News): NoticeCase["overdue"] {
  const since = truth.kind === "subscription" ? truth.subscription.pastDueSince : null;
  if (since === null || nextCheckAt === null) return null;
  const licensed = linesOf(truth).filter((line) =>
    terms.some((term) => term.line === line.id && term.endedAt === null),
  );
  const productNames = licensed.flatMap(
    ({ id, providerPriceId }) =>
      held.find(({ line }) => line === id)?.license.displayName ??
      offers.get(providerPriceId)?.product.displayName ??
      [],
  );
  return { since, graceEndsAt: nextCheckAt, productNames };
}

/** A subscription has a page of its own, where its owner can do something about it; one-time orders stand in a list. */
async function purchaseUrlOf({ tx, provider, appOrigin }: FulfillmentRun, truth: Truth): Promise<string> {
  const purchases = `${appOrigin}/portal/purchases`;
  const id = truth.kind === "subscription" ? await selectMirrorId(tx, provider, truth.subscription.id) : null;
  return id === null ? purchases : `${purchases}/${id}`;
}
