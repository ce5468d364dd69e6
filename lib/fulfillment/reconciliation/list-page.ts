import type { CommercePort, IdPage } from "@/lib/commerce/commerce-port";
import { parseEventSubject, type EventSubject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import { listParkedSubjects } from "@/lib/inbox/list-parked-subjects";
import type { ProviderName } from "@/lib/kernel/actor";
import { selectUnseenSubjects } from "../held-subject-store";
import type { ReconciliationRun } from "../reconciliation-run";

const pageDeadlineMs = 30_000;
const ownAtOnce = 100;

/** One page of the run's stage; `after` is null when it was the stage's last. */
type SubjectPage = { subjects: EventSubject[]; after: string | null };

/** The page at the run's cursor, from the provider's list or, at the end, from our own ledger and inbox. */
export async function listPage(db: Db, commerce: CommercePort, run: ReconciliationRun): Promise<SubjectPage> {
  const { provider, cursor, ordersSince } = run;
  const request = { after: cursor, signal: AbortSignal.timeout(pageDeadlineMs) };
  switch (run.stage) {
    case "SUBSCRIPTIONS":
      return toSubjects(provider, "subscription", await commerce.listSubscriptionIds(request));
    case "ORDERS":
      return toSubjects(provider, "order", await commerce.listOrderIds({ ...request, placedSince: ordersSince }));
    case "REFUNDS":
      return toSubjects(provider, "payment", await commerce.listRefundedPayments({ ...request, since: ordersSince }));
    case "DISPUTES":
      return toSubjects(provider, "payment", await commerce.listDisputedPayments({ ...request, since: ordersSince }));
    case "HELD":
      return ofNames(await selectUnseenSubjects(db, run, ownAtOnce));
    case "PARKED": {
      const page = { provider, before: run.startedAt, after: cursor, limit: ownAtOnce };
      return ofNames(await listParkedSubjects({ db }, page));
    }
  }
}

function ofNames(names: string[]): SubjectPage {
  return {
    subjects: names.flatMap((name) => parseEventSubject(name) ?? []),
    after: names.length < ownAtOnce ? null : (names.at(-1) ?? null),
  };
}

function toSubjects(
  provider: ProviderName,
  kind: "subscription" | "order" | "payment",
  { ids, after }: IdPage,
): SubjectPage {
  return { subjects: ids.map((id) => ({ provider, kind, id })), after };
}
