import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import type { Offer } from "@/lib/catalog/offer";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Log } from "@/lib/observability/log";
import { isConnected } from "./commerce-at";
import type { LeftCheckout } from "./decide-next-step";
import { selectIntentInSlot, selectNewestOpenIntent } from "./intent-store";
import { selectMirroredStatus } from "./mirror-store";
import { orWhenDown } from "./or-when-down";
import { type PurchaseIntent, slotOf } from "./purchase-intent";
import { settleIntent, type SettleContext, type SettledCheckout } from "./settle-intent";

const nothing: LeftCheckout = { kind: "none" };
const believedOpen: SettledCheckout = { kind: "open", url: null };

/**
 * The checkout that the customer left: the one in the offer's slot or, without an offer, the newest. The provider is
 * asked what became of it; while it is down, it counts as still open.
 */
export async function findLeftCheckout(
  ctx: SettleContext & { log: Log },
  asked: { customerId: string; offer: Offer | null },
): Promise<LeftCheckout> {
  const intent = asked.offer
    ? await selectIntentInSlot(ctx.db, slotOf(asked.customerId, asked.offer))
    : await selectNewestOpenIntent(ctx.db, asked.customerId);
  // Nobody can be led back to a provider that was disconnected.
  if (!intent?.checkoutSessionId || !isConnected(ctx.commerce, intent.provider)) return nothing;
  const settled = await orWhenDown(ctx, settleIntent(ctx, intent, intent.checkoutSessionId), believedOpen);
  switch (settled.kind) {
    case "open":
      return await describe(ctx, intent);
    case "complete": {
      const shown = settled.subject && (await selectMirroredStatus(ctx.db, settled.subject)) !== null;
      return shown ? nothing : { kind: "paid", sessionId: settled.sessionId };
    }
    case "closed":
      return nothing;
    default:
      return assertNever(settled);
  }
}

async function describe(ctx: SettleContext, intent: PurchaseIntent): Promise<LeftCheckout> {
  const offer = (await findOffersById(ctx.db, [intent.offerId])).get(intent.offerId);
  if (!offer) return nothing;
  const { id, customerId, quantity, expiresAt } = intent;
  const names = { sku: offer.sku, offerName: offer.displayName, productName: offer.product.displayName };
  return { kind: "open", intent: { id, customerId, quantity, expiresAt, ...names } };
}
