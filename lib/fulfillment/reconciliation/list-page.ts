import type { CommercePort, IdPage } from "@/lib/commerce/commerce-port";
import { parseSubject, type PaymentSubject, type Subject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { selectUnseenSubjects } from "../held-subject-store";
import type { ReconciliationRun } from "../reconciliation-run";

const pageDeadlineMs = 30_000;
const heldAtOnce = 100;

/** One page of the run's stage; `after` is null when it was the stage's last. */
type SubjectPage = { subjects: (Subject | PaymentSubject)[]; after: string | null };

/** The page at the run's cursor, from the provider's list or, at the end, from our own ledger. */
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
    case "HELD": {
      const names = await selectUnseenSubjects(db, run, heldAtOnce);
      return {
        subjects: names.flatMap((name) => parseSubject(name) ?? []),
        after: names.length < heldAtOnce ? null : (names.at(-1) ?? null),
      };
    }
  }
}

function toSubjects(
  provider: ProviderName,
  kind: "subscription" | "order" | "payment",
  { ids, after }: IdPage,
): SubjectPage {
  return { subjects: ids.map((id) => ({ provider, kind, id })), after };
}
