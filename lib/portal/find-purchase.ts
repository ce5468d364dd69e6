import type { NextInvoice } from "@/lib/commerce/subscription-change";
import { addDays } from "@/lib/kernel/add-days";
import { limitRate } from "@/lib/db/limit-rate";
import { AdapterError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { deadlineMilliseconds, type ChangeContext } from "./changing/change-context";
import { findOwnSubscription, type OwnSubscription } from "./changing/own-subscription";
import { decideStandingObstacle, findObstacle, type ChangeObstacle } from "./decide-change";
import { describeLicense } from "./describe-license";
import { describeSubscription } from "./describe-purchase";
import { findPurchaseKnowledge } from "./find-purchase-knowledge";
import type { OwnedLicense } from "./owned-license";
import type { Purchase } from "./purchase";

export type PurchaseDetails = {
  purchase: Purchase;
  customerId: string;
  customerName: string;
  /** Why plan and seats can't be changed now; null: they can. */
  obstacle: ChangeObstacle | null;
  /** The lines, by our id, that are ours to change. */
  changeableLines: string[];
  licenses: OwnedLicense[];
  /** What the provider charges next; null: nothing, or it did not say. */
  nextInvoice: (NextInvoice & { currency: string }) | null;
  /** While a payment is overdue: until when the licenses keep working; null: not said. */
  graceUntil: Date | null;
  /** When we last saw it at the provider. */
  readAt: Date;
  /** Our copy is older than it should be: the provider could not be read. */
  isStale: boolean;
};

export type FindPurchaseContext = Omit<ChangeContext, "env"> & {
  licensing: Pick<LicensingPort, "findLicensesByReference">;
  /** How long licenses outlive a failed payment where the offer does not say. */
  graceDays: number;
};

/** A copy younger than this is shown as it is: whoever changed something has just refreshed it. */
const freshForMilliseconds = 10_000;
const limits = [{ name: "look-at-purchase", points: 60, perSeconds: 300 }];

/**
 * A subscription as the provider has it now, with its licenses. Looking at it makes it true: a copy that is not fresh goes
 * through the same fulfillment that webhooks run. While the provider is down, the last copy is shown and says so.
 * For owners and admins; anybody else gets a `NotFoundError`.
 */
export async function findPurchase(
  ctx: FindPurchaseContext,
  { userId, subscriptionId }: { userId: string; subscriptionId: string },
): Promise<PurchaseDetails> {
  const seen = await findOwnSubscription(ctx, { userId, subscriptionId });
  const own = (await refresh(ctx, seen, userId)) ? await findOwnSubscription(ctx, { userId, subscriptionId }) : seen;
  const { row, mine, offers } = own;
  const known = await findPurchaseKnowledge(ctx, { subscriptions: [row], orders: [] });
  const purchase = describeSubscription(row, known);
  const isConnected = ctx.commerce[row.provider] !== undefined;
  const graceDays = row.items.map((item) => offers.get(item.offerId ?? "")?.graceDays ?? ctx.graceDays);
  return {
    purchase,
    customerId: row.customerId,
    customerName: mine.customer.displayName ?? mine.customer.name,
    obstacle: decideStandingObstacle(purchase.status, { isConnected }) ?? findObstacle(row),
    changeableLines: row.items.flatMap(({ id, offerId }) => (offers.has(offerId ?? "") ? [id] : [])),
    licenses: await findLicenses(ctx, own),
    nextInvoice: await readNextInvoice(ctx, own),
    graceUntil: row.pastDueSince && addDays(row.pastDueSince, Math.min(...graceDays)),
    readAt: row.readAt,
    isStale: row.endedAt === null && !isFresh(row, ctx.now()),
  };
}

function isFresh({ readAt }: { readAt: Date }, now: Date): boolean {
  return now.getTime() - readAt.getTime() < freshForMilliseconds;
}

/** Whether there may be something new to see. */
async function refresh(ctx: FindPurchaseContext, { row, subject }: OwnSubscription, userId: string): Promise<boolean> {
  if (!ctx.commerce[row.provider] || isFresh(row, ctx.now()) || row.endedAt !== null) return false;
  if ((await limitRate(ctx, userId, limits)).kind === "limited") return false;
  await ctx.fulfill({ subject, cause: "a look at the purchase", actor: { kind: "user", userId, email: null } });
  return true;
}

async function findLicenses(ctx: FindPurchaseContext, { row, mine, offers }: OwnSubscription): Promise<OwnedLicense[]> {
  const { licenseeId } = mine.customer;
  if (licenseeId === null) return [];
  const { providerSubscriptionId: subscriptionReference } = row;
  const licenses = await ctx.licensing.findLicensesByReference(licenseeId, { subscriptionReference });
  const bySku = new Map([...offers.values()].map((offer) => [offer.sku, offer]));
  const subscriptions = new Map([[subscriptionReference, row]]);
  return licenses
    .map((license) => describeLicense(license, { offers: bySku, subscriptions, now: ctx.now() }))
    .toSorted((left, right) => Number(left.state === "revoked") - Number(right.state === "revoked"));
}

async function readNextInvoice(
  ctx: FindPurchaseContext,
  { row }: OwnSubscription,
): Promise<PurchaseDetails["nextInvoice"]> {
  const commerce = ctx.commerce[row.provider];
  if (!commerce || findObstacle(row) !== null) return null;
  try {
    const signal = AbortSignal.timeout(deadlineMilliseconds);
    const next = await commerce.readNextInvoice(row.providerSubscriptionId, signal);
    return next && { ...next, currency: row.currency };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error, subscription: row.providerSubscriptionId }, "the next invoice could not be read");
    return null;
  }
}
