import { createContext, type Context } from "@/lib/context";
import { readEnv } from "@/lib/env";
import { withFulfill } from "@/lib/test-installation";
import { newId } from "@/lib/kernel/ids";
import { openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { findLatestCheckout } from "../find-latest-checkout";
import { identifyCustomer } from "../identify-customer";
import { startCheckout } from "../start-checkout";
import { watchPurchase } from "../watch-purchase";

export type Buyer = { userId: string; customerId: string };

/** An installation that sells through FastSpring and nowhere else. */
export async function openFastSpringAlone() {
  const shop = await openFastSpringShop();
  const env = readEnv({ ...shop.settings, STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRETS: "" });
  const alone = createContext(env);
  const ctx: Context = { ...shop.ctx, env, commerce: alone.commerce };
  globalThis.usherContext = ctx;
  return {
    ...shop,
    ctx,
    watch: (userId: string, sessionId: string) => watchPurchase(withFulfill(ctx), { userId, sessionId }),
    latest: (userId: string) => findLatestCheckout(ctx, userId),
    close: async () => {
      await alone.db.$disconnect();
      await shop.close();
    },
  };
}

export type FastSpringAlone = Awaited<ReturnType<typeof openFastSpringAlone>>;

/** Signed in with a proven address, and said who they are; `billing`: where bills go, if not there. */
export async function givenBuyer(
  { ctx }: Pick<FastSpringAlone, "ctx">,
  email: string,
  who: { type?: "PERSON" | "ORGANIZATION"; billing?: string } = {},
): Promise<Buyer> {
  const userId = newId();
  await ctx.db.user.create({ data: { id: userId, email, emailVerified: new Date() } });
  const profile = { type: who.type ?? "PERSON", name: "Ada Lovelace", email: who.billing ?? email };
  const identified = await identifyCustomer(ctx, { userId, ...profile });
  if (identified.kind !== "identified") throw new Error(`${email} is nobody`);
  return { userId, customerId: identified.customerId };
}

export function order(ctx: Context, userId: string, sku: string, more: { quantity?: number; email?: string } = {}) {
  return startCheckout(ctx, { userId, sku, quantity: 1, ...more });
}

/** Orders, and gives the session that was opened. */
export async function goToStore(ctx: Context, { userId }: Buyer, sku: string, quantity = 1): Promise<string> {
  const result = await order(ctx, userId, sku, { quantity });
  if (result.kind !== "checkout") throw new Error(`No checkout: ${JSON.stringify(result)}`);
  const intent = await ctx.db.purchaseIntent.findFirstOrThrow({ where: { checkoutUrl: result.url } });
  return intent.checkoutSessionId ?? "";
}

/** Pays in the store's page of the session. */
export async function payInStore(shop: Pick<FastSpringShop, "control">, sessionId: string): Promise<void> {
  await shop.control(`sessions/${sessionId.split(":")[0]}/pay`);
}
