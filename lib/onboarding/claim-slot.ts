import { isSubscription, type Offer } from "@/lib/catalog/offer";
import { recordAudit } from "@/lib/audit/record-audit";
import { parseSubject } from "@/lib/commerce/subject";
import type { Db, Tx } from "@/lib/db/client";
import { lockSubject } from "@/lib/db/lock-subject";
import type { Clock } from "@/lib/kernel/clock";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import { findExistingSubscriptions } from "./find-existing-subscriptions";
import { insertIntent, selectCompletedIntents, selectIntentInSlot } from "./intent-store";
import { type PurchaseIntent, slotOf } from "./purchase-intent";
import type { ExistingSubscription } from "./states";

/** Who wants to buy what. */
export type CheckoutOrder = {
  userId: string;
  customerId: string;
  offer: Offer;
  /** Where it is bought. */
  provider: ProviderName;
  quantity: number;
};

export type SlotClaim =
  | { kind: "opened"; intent: PurchaseIntent }
  | { kind: "occupied"; intent: PurchaseIntent }
  | ({ kind: "doubtful"; openIntent: PurchaseIntent | null } & Doubts);

/** Subscriptions that may live: those we mirror, and those of completed checkouts that we don't mirror yet. */
type Doubts = { mirrored: ExistingSubscription[]; unmirrored: CompletedCheckout[] };
export type CompletedCheckout = { provider: ProviderName; subscriptionId: string; sessionId: string };

/**
 * Opens the slot for this order, unless it is occupied or a subscription of the product may exist; `ended` names
 * subscriptions that the provider says are over. Calls for one customer wait for each other.
 */
export function claimSlot(
  ctx: { db: Db; now: Clock },
  order: CheckoutOrder,
  ended: ReadonlySet<string>,
): Promise<SlotClaim> {
  const slot = slotOf(order.customerId, order.offer);
  return ctx.db.$transaction(async (tx): Promise<SlotClaim> => {
    await lockSubject(tx, `customer:${order.customerId}`);
    // The intent first: a purchase that completes meanwhile is then seen as open, or as a subscription, or both.
    const openIntent = await selectIntentInSlot(tx, slot);
    const doubts = isSubscription(order.offer) ? await findDoubts(tx, order, ended) : noDoubts;
    if (doubts.mirrored.length + doubts.unmirrored.length > 0) return { kind: "doubtful", openIntent, ...doubts };
    if (openIntent) return { kind: "occupied", intent: openIntent };
    return { kind: "opened", intent: await openSlot(tx, order, slot, ctx.now()) };
  });
}

const noDoubts: Doubts = { mirrored: [], unmirrored: [] };

async function findDoubts(tx: Tx, order: CheckoutOrder, ended: ReadonlySet<string>): Promise<Doubts> {
  const productId = order.offer.product.id;
  const completed = await selectCompletedIntents(tx, order.customerId, productId);
  const { existing, mirroredIds } = await findExistingSubscriptions(tx, {
    customerId: order.customerId,
    productId,
    ended,
  });
  const unmirrored = completed
    .flatMap(completedCheckout)
    .filter(({ subscriptionId }) => !mirroredIds.has(subscriptionId) && !ended.has(subscriptionId));
  return { mirrored: existing, unmirrored };
}

function completedCheckout(intent: PurchaseIntent): CompletedCheckout[] {
  const subject = intent.subject === null ? null : parseSubject(intent.subject);
  if (subject?.kind !== "subscription" || intent.checkoutSessionId === null) return [];
  return [{ provider: subject.provider, subscriptionId: subject.id, sessionId: intent.checkoutSessionId }];
}

async function openSlot(tx: Tx, order: CheckoutOrder, slot: string, createdAt: Date): Promise<PurchaseIntent> {
  const { userId, customerId, offer, provider, quantity } = order;
  const id = newId();
  const intent = await insertIntent(tx, {
    id,
    customerId,
    offerId: offer.id,
    provider,
    quantity,
    openSlot: slot,
    createdByUserId: userId,
    createdAt,
  });
  if (!intent) throw new Error(`The slot ${slot} was taken although its customer is locked`);
  await recordAudit(tx, {
    actor: { kind: "user", userId, email: null },
    action: "checkout.started",
    entity: "purchase_intent",
    entityId: id,
    customerId,
    after: { sku: offer.sku, quantity },
    cause: "the customer went to pay",
  });
  return intent;
}
