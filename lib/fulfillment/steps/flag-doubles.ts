import { validate as isUuid } from "uuid";
import { lockSubject } from "@/lib/db/lock-subject";
import type { LicenseMessage } from "@/lib/mail/message";
import { selectDoubleSubscriptions, selectTwinPurchases, type Double } from "../double-store";
import type { FulfillmentRun } from "../fulfillment-context";
import { raiseFlag } from "../raise-flag";
import { buyerOf, type Truth } from "../truth";
import { queueNotices } from "./queue-notices";

/**
 * Whoever pays for two where one was meant gets both, as paid for; support sees it, and the owners are told, once for
 * each second one. Stores can't all close the page of a checkout that was replaced, and links sell to everybody.
 */
export async function flagDoubles(run: FulfillmentRun, truth: Truth, customerId: string): Promise<string[]> {
  const raised: string[] = [];
  for (const { second, first, productName } of await findDoubles(run, truth, customerId)) {
    const key = `paid_twice:${second}:${productName}`;
    const reason = `${productName} was bought twice, ${first} and ${second}: if one was not meant, cancel and refund it`;
    if (!(await raiseFlag(run, { key, reason, subject: run.subject, customerId }))) continue;
    const purchasesUrl = `${run.appOrigin}/portal/purchases`;
    const message: LicenseMessage = { kind: "bought_twice", productNames: [productName], purchasesUrl };
    await queueNotices(run.tx, { customerId, notices: [{ key, message }] });
    raised.push(`Flagged: ${reason}`);
  }
  return raised;
}

async function findDoubles(run: FulfillmentRun, truth: Truth, customerId: string): Promise<Double[]> {
  const { provider, subject } = run;
  // Of two runs at once neither would see the other's purchase, where issuing to one licensee locks nothing (10Duke Scale).
  // The last lock that a run takes.
  await lockSubject(run.tx, `purchases of customer ${customerId}`);
  if (truth.kind === "subscription") {
    const { id, status } = truth.subscription;
    const isLive = status === "trialing" || status === "active" || status === "past_due";
    return isLive ? await selectDoubleSubscriptions(run.tx, { provider, subject, id, customerId }) : [];
  }
  const intentId = buyerOf(truth).purchaseIntentId;
  if (truth.order.status !== "paid" || intentId === null || !isUuid(intentId)) return [];
  return await selectTwinPurchases(run.tx, { intentId, customerId, subject });
}
