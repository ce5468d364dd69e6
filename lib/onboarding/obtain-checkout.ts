import { type Subject } from "@/lib/commerce/subject";
import { assertNever } from "@/lib/kernel/assert-never";
import { type CheckoutOrder, claimSlot } from "./claim-slot";
import { type CommerceOf, isConnected } from "./commerce-at";
import { selectMirroredStatus } from "./mirror-store";
import { type Buyer, openSession, type OpenSessionContext } from "./open-session";
import { asksTheSame, type PurchaseIntent } from "./purchase-intent";
import { type DoubtContext, resolveDoubts } from "./resolve-doubts";
import { settleIntent } from "./settle-intent";
import type { StartCheckoutResult } from "./states";
import { withdrawIntent } from "./withdraw-intent";

export type ObtainContext = OpenSessionContext & DoubtContext & { commerce: CommerceOf<"readCheckout"> };

type Attempt = StartCheckoutResult | { kind: "again" };

/** Each attempt that fails does so because another call for the same customer got further. */
const mostAttempts = 10;

/**
 * The one checkout for this order: the open one if it asks the same, a new one if nothing stands in the way, or what
 * does. However many calls race, at most one checkout of the slot can be paid, and the last click wins.
 * Throws `AdapterError`.
 */
export async function obtainCheckout(
  ctx: ObtainContext,
  buyer: Buyer,
  order: CheckoutOrder,
): Promise<StartCheckoutResult> {
  const ended = new Set<string>();
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const result = await tryOnce(ctx, buyer, order, ended);
    if (result.kind !== "again") return result;
  }
  ctx.log.warn(
    { customerId: order.customerId, sku: order.offer.sku },
    "no checkout was obtained: others kept changing it",
  );
  return { kind: "provider_unavailable" };
}

async function tryOnce(ctx: ObtainContext, buyer: Buyer, order: CheckoutOrder, ended: Set<string>): Promise<Attempt> {
  const claim = await claimSlot(ctx, order, ended);
  switch (claim.kind) {
    case "opened":
      return await pay(ctx, buyer, claim.intent, "opened");
    case "occupied":
      return canGoOn(ctx, buyer, claim.intent) && asksTheSame(claim.intent, order)
        ? await resume(ctx, buyer, claim.intent)
        : await replace(ctx, buyer, claim.intent);
    case "doubtful": {
      const answer = await resolveDoubts(ctx, buyer, claim);
      if (answer.kind !== "ended") return answer;
      for (const subscriptionId of answer.subscriptionIds) ended.add(subscriptionId);
      return { kind: "again" };
    }
    default:
      return assertNever(claim);
  }
}

/** An open checkout stays at its provider, and one without a session yet is opened where it is bought now. */
function canGoOn(ctx: ObtainContext, buyer: Buyer, { provider, checkoutSessionId }: PurchaseIntent): boolean {
  return isConnected(ctx.commerce, provider) && (checkoutSessionId !== null || provider === buyer.provider);
}

async function pay(
  ctx: ObtainContext,
  buyer: Buyer,
  intent: PurchaseIntent,
  claim: "opened" | "occupied",
): Promise<Attempt> {
  const session = await openSession(ctx, buyer, intent, claim);
  return session.kind === "open" && session.url ? { kind: "checkout", url: session.url } : { kind: "again" };
}

async function resume(ctx: ObtainContext, buyer: Buyer, intent: PurchaseIntent): Promise<Attempt> {
  if (intent.checkoutSessionId === null) return await pay(ctx, buyer, intent, "occupied");
  const settled = await settleIntent(ctx, intent, intent.checkoutSessionId);
  switch (settled.kind) {
    case "open":
      return settled.url ? { kind: "checkout", url: settled.url } : { kind: "again" };
    case "complete":
      return await afterPayment(ctx, settled.sessionId, settled.subject);
    case "closed":
      return { kind: "again" };
    default:
      return assertNever(settled);
  }
}

async function replace(ctx: ObtainContext, buyer: Buyer, intent: PurchaseIntent): Promise<Attempt> {
  const withdrawn = await withdrawIntent(ctx, buyer, intent, "the customer chose something else");
  return withdrawn.kind === "complete" ? { kind: "already_paid", sessionId: withdrawn.sessionId } : { kind: "again" };
}

/**
 * A checkout that was paid and not shown as a purchase yet is the answer to a second click. One whose license is
 * already there is history: buying the same again is lawful for one-time offers, and for subscriptions the next attempt
 * finds the one that lives.
 */
async function afterPayment(ctx: ObtainContext, sessionId: string, subject: Subject | null): Promise<Attempt> {
  if (subject && (await selectMirroredStatus(ctx.db, subject)) !== null) return { kind: "again" };
  return { kind: "already_paid", sessionId };
}
