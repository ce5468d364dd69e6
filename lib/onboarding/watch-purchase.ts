import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import { isSubscription } from "@/lib/catalog/offer";
import { parseSubject, type Subject } from "@/lib/commerce/subject";
import { listMyCustomers } from "@/lib/customers/list-my-customers";
import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import type { Actor } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Clock } from "@/lib/kernel/clock";
import type { Outcome } from "@/lib/kernel/outcome";
import type { License } from "@/lib/licensing/license";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Log } from "@/lib/observability/log";
import { watchLimits } from "./checkout-limits";
import type { CommerceOf } from "./commerce-at";
import { decideBuyer } from "./decide-buyer";
import { decidePurchaseState } from "./decide-purchase-state";
import { selectIntentBySession } from "./intent-store";
import { selectGrantedLicenseIds, selectMirroredStatus } from "./mirror-store";
import { orWhenDown } from "./or-when-down";
import type { PurchaseIntent } from "./purchase-intent";
import type { PurchaseState } from "./purchase-state";
import { settleIntent, type SettledCheckout } from "./settle-intent";
import type { PurchaseWatch, WatchedPurchase } from "./states";

export type WatchContext = {
  db: Db;
  commerce: CommerceOf<"readCheckout">;
  licensing: Pick<LicensingPort, "findLicenses">;
  now: Clock;
  log: Log;
  /** The same function that webhooks and jobs run. */
  fulfill(input: { subject: Subject; cause: string; actor: Actor }): Promise<Outcome>;
};

/** Who looks; `mayAsk`: not so often lately that asking the provider again would cost others their turn. */
type Visit = { sessionId: string; actor: Actor; mayAsk: boolean };

type Progress = { state: PurchaseState; licenses: License[] };

/** What providers give out; anything else is no session, and some of it no text for a database. */
const sessionIdShape = /^[\w.:-]{1,300}$/;

const notFound: PurchaseWatch = { state: "not_found", licenses: [], purchase: null };

/**
 * How far the purchase of this checkout session is; pushes it on by the same fulfillment that webhooks run, so that it
 * gets there without them. A session id is no login: whoever may not buy for its customer is told `not_found`.
 */
export async function watchPurchase(
  ctx: WatchContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<PurchaseWatch> {
  const intent = sessionIdShape.test(sessionId) ? await selectIntentBySession(ctx.db, sessionId) : null;
  if (!intent) return notFound;
  const decision = decideBuyer(await listMyCustomers(ctx, { userId }), intent.customerId);
  if (decision.kind !== "buyer") return notFound;
  const actor = { kind: "user", userId, email: null } as const;
  const mayAsk = (await limitRate(ctx, userId, watchLimits)).kind === "allowed";
  const visit: Visit = { sessionId, actor, mayAsk };
  const checkout = await whatBecameOf(ctx, intent, visit);
  const progress = await progressOf(ctx, checkout, visit);
  const subject = checkout.kind === "complete" ? checkout.subject : null;
  return { ...progress, purchase: await describe(ctx.db, intent, subject) };
}

async function whatBecameOf(
  ctx: WatchContext,
  intent: PurchaseIntent,
  { sessionId, actor, mayAsk }: Visit,
): Promise<SettledCheckout> {
  switch (intent.status) {
    case "COMPLETED":
      return { kind: "complete", sessionId, subject: intent.subject === null ? null : parseSubject(intent.subject) };
    case "CLOSED":
    case "OPEN": {
      const known: SettledCheckout = intent.status === "OPEN" ? { kind: "open", url: null } : { kind: "closed" };
      if (!mayAsk) return known;
      const settled = await orWhenDown(ctx, settleIntent({ ...ctx, actor }, intent, sessionId), known);
      // Where sessions can't be closed, one that was withdrawn is paid all the same now and then.
      return settled.kind === "complete" ? settled : known.kind === "closed" ? known : settled;
    }
    default:
      return assertNever(intent.status);
  }
}

async function progressOf(ctx: WatchContext, checkout: SettledCheckout, visit: Visit): Promise<Progress> {
  switch (checkout.kind) {
    case "open":
      return { state: "waiting_for_payment", licenses: [] };
    case "closed":
      return { state: "failed", licenses: [] };
    case "complete":
      return checkout.subject ? await fulfillmentOf(ctx, checkout.subject, visit) : { state: "issuing", licenses: [] };
    default:
      return assertNever(checkout);
  }
}

async function fulfillmentOf(
  ctx: WatchContext,
  subject: Subject,
  { sessionId, actor, mayAsk }: Visit,
): Promise<Progress> {
  const before = await grantedLicenses(ctx, subject);
  if (before.length > 0) return { state: "ready", licenses: before };
  const request = { subject, cause: `return page of ${sessionId}`, actor };
  const outcome = mayAsk ? await orWhenDown(ctx, ctx.fulfill(request), null) : null;
  const licenses = await grantedLicenses(ctx, subject);
  const mirroredStatus = await selectMirroredStatus(ctx.db, subject);
  const state = decidePurchaseState({ outcome: outcome?.kind ?? null, licenses: licenses.length, mirroredStatus });
  return { state, licenses };
}

async function grantedLicenses(ctx: WatchContext, subject: Subject): Promise<License[]> {
  const ids = await selectGrantedLicenseIds(ctx.db, subject);
  return ids.length === 0 ? [] : await orWhenDown(ctx, ctx.licensing.findLicenses(ids), []);
}

async function describe(db: Db, intent: PurchaseIntent, subject: Subject | null): Promise<WatchedPurchase> {
  const offer = (await findOffersById(db, [intent.offerId])).get(intent.offerId);
  if (!offer) throw new Error(`The offer of purchase intent ${intent.id} is gone`);
  return {
    customerId: intent.customerId,
    sku: offer.sku,
    offerName: offer.displayName,
    productName: offer.product.displayName,
    isSubscription: isSubscription(offer),
    quantity: intent.quantity,
    reference: subject?.id ?? null,
  };
}
