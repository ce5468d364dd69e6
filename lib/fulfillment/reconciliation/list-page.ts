import type { CommercePort } from "@/lib/commerce/commerce-port";
import { parseSubject, type Subject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import { selectUnseenSubjects } from "../held-subject-store";
import type { ReconciliationRun } from "../reconciliation-run";

const pageDeadlineMs = 30_000;
const heldAtOnce = 100;

/** One page of the run's stage; `after` is null when it was the stage's last. */
type SubjectPage = { subjects: Subject[]; after: string | null };

/** The page at the run's cursor, from the provider's list or, at the end, from our own ledger. */
export async function listPage(db: Db, commerce: CommercePort, run: ReconciliationRun): Promise<SubjectPage> {
  const { provider, cursor, ordersSince } = run;
  const request = { after: cursor, signal: AbortSignal.timeout(pageDeadlineMs) };
  switch (run.stage) {
    case "SUBSCRIPTIONS": {
      const page = await commerce.listSubscriptionIds(request);
      return { ...page, subjects: page.ids.map((id) => ({ provider, kind: "subscription", id })) };
    }
    case "ORDERS": {
      const page = await commerce.listOrderIds({ ...request, placedSince: ordersSince });
      return { ...page, subjects: page.ids.map((id) => ({ provider, kind: "order", id })) };
    }
    case "HELD": {
      const names = await selectUnseenSubjects(db, run, heldAtOnce);
      return {
        subjects: names.flatMap((name) => parseSubject(name) ?? []),
        after: names.length < heldAtOnce ? null : (names.at(-1) ?? null),
      };
    }
  }
}
