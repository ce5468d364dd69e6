import { sessionCookieName } from "@/lib/identity/identity-cookie";
import { hashSessionToken, newSessionToken } from "@/lib/identity/session-token";
import { newId } from "@/lib/kernel/ids";
import { identifyCustomer } from "@/lib/onboarding/identify-customer";
import { startCheckout } from "@/lib/onboarding/start-checkout";
import { watchPurchase } from "@/lib/onboarding/watch-purchase";
import { withFulfill } from "@/lib/test-installation";
import { openShop, type Shop } from "@/lib/test-shop";

export const roles = ["nobody", "newcomer", "MEMBER", "ADMIN", "OWNER", "owner of another customer"] as const;

export type Role = (typeof roles)[number];

/** Every kind of person there can be around one customer, and all that the customer has. */
export async function openHousehold() {
  const shop = await openShop();
  await shop.sell("keyed", { access: "KEY" });
  await shop.sell("for-ever", { kind: "PERPETUAL" });
  await shop.sell("left-behind", { kind: "PERPETUAL" });
  const [owner, foreigner, newcomer] = await Promise.all([person(shop), person(shop), person(shop)]);
  const customerId = await foundAs(shop, owner, "Household Of The Owner");
  await foundAs(shop, foreigner, "Somebody Else");
  const [admin, member] = [await join(shop, customerId, "ADMIN"), await join(shop, customerId, "MEMBER")];
  const users = { newcomer, MEMBER: member, ADMIN: admin, OWNER: owner, "owner of another customer": foreigner };
  return { shop, users, customerId, ...(await buy(shop, owner, customerId)), accountId: await method(shop, owner) };
}

export type Household = Awaited<ReturnType<typeof openHousehold>>;

/** A new session for this role, as the cookies of a browser; none for nobody. */
export async function cookiesOf({ shop, users }: Household, role: Role): Promise<Record<string, string>> {
  if (role === "nobody") return {};
  const token = newSessionToken();
  const expires = new Date(Date.now() + 3_600_000);
  await shop.ctx.db.session.create({
    data: { sessionToken: hashSessionToken(token), userId: users[role], expires },
  });
  return { [sessionCookieName(shop.ctx.env.APP_ORIGIN)]: token };
}

async function person({ ctx }: Shop): Promise<string> {
  const email = `${newId()}@example.com`;
  return (await ctx.db.user.create({ data: { email, emailVerified: new Date() } })).id;
}

async function foundAs({ ctx }: Shop, userId: string, name: string): Promise<string> {
  const profile = { type: "ORGANIZATION", name, displayName: "", email: `${newId()}@example.com` };
  const identified = await identifyCustomer(ctx, { ...profile, userId });
  if (identified.kind !== "identified") throw new Error(JSON.stringify(identified));
  return identified.customerId;
}

async function join(shop: Shop, customerId: string, role: "ADMIN" | "MEMBER"): Promise<string> {
  const userId = await person(shop);
  await shop.ctx.db.membership.create({ data: { id: newId(), userId, customerId, role } });
  return userId;
}

async function method({ ctx }: Shop, userId: string): Promise<string> {
  const account = { userId, type: "oauth", provider: "oidc", providerAccountId: newId() };
  return (await ctx.db.account.create({ data: account })).id;
}

/** A license with a key, bought and paid, and a checkout that was left open. */
async function buy({ ctx, pay }: Shop, userId: string, customerId: string) {
  const order = { userId, customerId, quantity: 1 };
  await startCheckout(ctx, { ...order, sku: "keyed" });
  const bought = await ctx.db.purchaseIntent.findFirstOrThrow({ where: { customerId } });
  const sessionId = bought.checkoutSessionId ?? "";
  await pay(sessionId);
  const watched = await watchPurchase(withFulfill(ctx), { userId, sessionId });
  await startCheckout(ctx, { ...order, sku: "left-behind" });
  const left = await ctx.db.purchaseIntent.findFirstOrThrow({ where: { customerId, status: "OPEN" } });
  const licenseId = watched.licenses[0]?.id ?? "";
  const licenseKey = (await ctx.licensing.revealLicenseKey(licenseId)) ?? "";
  if (licenseKey === "") throw new Error(`No license with a key came of the purchase: ${watched.state}`);
  const reference = watched.purchase?.reference ?? "";
  const line = await ctx.db.subscriptionItem.findFirstOrThrow({
    where: { subscription: { providerSubscriptionId: reference } },
  });
  const mirrored = { subscriptionId: line.subscriptionId, lineId: line.id };
  return { sessionId, licenseId, licenseKey, intentId: left.id, reference, ...mirrored };
}
