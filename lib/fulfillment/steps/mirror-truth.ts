import type { Offer } from "@/lib/catalog/offer";
import type { FulfillmentRun } from "../fulfillment-context";
import { describeMirrorChanges, factsOfIssues, factsOfOrder, factsOfSubscription } from "../describe-mirror-changes";
import { selectMirroredIssues, selectMirroredOrder, selectMirroredSubscription } from "../mirrored-store";
import { writeIssues } from "../issue-store";
import { writeOrder, writeSubscription } from "../mirror-store";
import type { Truth } from "../truth";

/**
 * Copies what the provider says into our mirror, which pages read; nothing is ever decided by the mirror. A checkout that
 * nobody finished is no order. Answers with what the mirror had wrong.
 */
export async function mirrorTruth(
  run: FulfillmentRun,
  { truth, offers, customerId }: { truth: Truth; offers: ReadonlyMap<string, Offer>; customerId: string },
): Promise<string[]> {
  const { tx, provider } = run;
  const mirror = { provider: run.provider, customerId, readAt: run.now };
  const offerIdOf = (priceId: string) => offers.get(priceId)?.id ?? null;
  const issues = await mirrorIssues(run, { ...mirror, subject: run.subject }, truth);
  if (truth.kind === "subscription") {
    const before = await selectMirroredSubscription(tx, provider, truth.subscription.id);
    // FastSpring tells of a trial only while it runs, and a customer gets one.
    const trialEnd = truth.subscription.trialEnd ?? before?.trialEnd ?? null;
    const subscription = { ...truth.subscription, trialEnd };
    await writeSubscription(tx, mirror, subscription, offerIdOf);
    const [was, is] = [before && factsOfSubscription(before), factsOfSubscription(subscription)];
    return [...describeMirrorChanges(was, is), ...issues];
  }
  if (truth.order.status === "open" || truth.order.status === "expired") return issues;
  const before = await selectMirroredOrder(tx, provider, truth.order.id);
  await writeOrder(tx, mirror, truth.order, offerIdOf);
  return [...describeMirrorChanges(before && factsOfOrder(before), factsOfOrder(truth.order)), ...issues];
}

async function mirrorIssues(
  { tx, provider, subject }: FulfillmentRun,
  mirror: Parameters<typeof writeIssues>[1],
  { issues }: Truth,
): Promise<string[]> {
  if (issues.refunds.length + issues.disputes.length === 0) return [];
  const before = factsOfIssues(await selectMirroredIssues(tx, provider, subject));
  await writeIssues(tx, mirror, issues);
  return describeMirrorChanges(before, factsOfIssues(issues));
}
