import type { Context } from "@/lib/context";
import { hashSessionToken, newSessionToken } from "@/lib/identity/session-token";
import { newId } from "@/lib/kernel/ids";
import { identifyCustomer } from "@/lib/onboarding/identify-customer";

export type BenchCustomer = { userId: string; customerId: string; licenseeId: string; email: string; cookie: string };

/** A signed-in person who has said who they are, made by the product's own deeds. */
export async function makeCustomer(ctx: Context): Promise<BenchCustomer> {
  const email = `bench-${newId()}@example.com`;
  const user = await ctx.db.user.create({ data: { email, emailVerified: new Date() } });
  const profile = { type: "PERSON", name: "Bench Person", displayName: "", email };
  const identified = await identifyCustomer(ctx, { ...profile, userId: user.id });
  if (identified.kind !== "identified") throw new Error(`Not identified: ${JSON.stringify(identified.fields)}`);
  const customer = await ctx.db.customer.findUniqueOrThrow({ where: { id: identified.customerId } });
  if (customer.licenseeId === null) throw new Error("The customer has no licensee");
  const token = newSessionToken();
  const expires = new Date(Date.now() + 24 * 60 * 60 * 1000);
  await ctx.db.session.create({ data: { sessionToken: hashSessionToken(token), userId: user.id, expires } });
  const cookie = `next-auth.session-token=${token}`;
  return { userId: user.id, customerId: customer.id, licenseeId: customer.licenseeId, email, cookie };
}
