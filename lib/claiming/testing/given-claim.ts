import { claimLink } from "@/lib/customers/claim-link";
import { createEcommerceCustomer } from "@/lib/customers/create-ecommerce-customer";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { offerClaim } from "@/lib/customers/offer-claim";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { createEmbeddedLicensing } from "@/lib/licensing/embedded/create-embedded-licensing";
import { createLog } from "@/lib/observability/log";
import type { Claimant } from "../claiming-context";

const actor: Actor = { kind: "system", name: "worker" };
const env = { APP_ORIGIN: "http://localhost:3000", AUTH_SECRET: "a secret for tests that is long enough" };

export function claimingContext(db: Db) {
  const licensing = createEmbeddedLicensing({
    db,
    keySecret: "a secret for tests only, 32 characters",
    now: systemClock,
  });
  return { db, licensing, now: systemClock, log: createLog("silent"), env };
}

/** Somebody signed in, with an address that is proven unless said otherwise. */
export async function givenClaimant(db: Db, email: string | null = `user-${newId()}@example.com`): Promise<Claimant> {
  const emailVerified = email === null ? null : new Date();
  const { id } = await db.user.create({ data: { email, emailVerified } });
  return { id, email, emailVerified: email !== null };
}

/** A customer as fulfillment makes one for a purchase that nobody signed in for, with its claim. */
export async function givenClaim(db: Db, profile: { type?: "PERSON" | "ORGANIZATION"; now?: Date } = {}) {
  const { type = "PERSON", now = new Date() } = profile;
  const email = `buyer-${newId()}@example.com`;
  const providerCustomerId = `cus_${newId()}`;
  const { licensing } = claimingContext(db);
  const { customer, licenseeId, offered } = await db.$transaction(async (tx) => {
    const made = await createEcommerceCustomer(
      { db: tx, now: () => now, actor },
      { provider: "STRIPE", providerCustomerId, type, name: "Bea Buyer", email, licenseeId: null, cause: "test" },
    );
    const customerId = made.customer.id;
    const id = await ensureLicensee({ db: tx, licensing: licensing.within(tx), actor }, customerId, {
      connectedIdentityId: null,
      naturalId: providerCustomerId,
      cause: "test",
    });
    const claim = await offerClaim({ db: tx, now, actor }, { customerId, cause: "test" });
    return { customer: made.customer, licenseeId: id, offered: claim };
  });
  if (!offered) throw new Error("No claim was offered");
  const token = new URL(claimLink(env, offered.claimId)).searchParams.get("token") ?? "";
  return { email, customerId: customer.id, licenseeId, claimId: offered.claimId, token };
}
