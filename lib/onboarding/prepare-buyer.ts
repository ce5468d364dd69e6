import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { ensureProviderCustomer } from "@/lib/customers/ensure-provider-customer";
import { listOwnerAddresses } from "@/lib/customers/list-owner-addresses";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { commerceAt, type CommerceOf } from "./commerce-at";
import type { Buyer } from "./open-session";

export type PrepareContext = {
  db: Db;
  commerce: CommerceOf<"createCustomer">;
  licensing: Pick<LicensingPort, "setupLicensee" | "updateLicensee">;
  actor: Extract<Actor, { kind: "user" }>;
};

/**
 * Makes sure that the customer has its licensee and its record at the payment provider before money moves. Can be
 * repeated after a crash at any point. `email`: another address than the customer's own, for the provider alone.
 * Throws `AdapterError`; `EmailTakenError` when the provider knows the address as somebody else's.
 */
export async function prepareBuyer(
  ctx: PrepareContext,
  { customer, role }: MyCustomer,
  { provider, email }: { provider: ProviderName; email?: string | undefined },
): Promise<Buyer> {
  const licenseeId = await ensureLicensee(ctx, customer.id, {
    // The license consumer of a person is its owner, not a colleague who buys in the owner's place.
    connectedIdentityId: role === "OWNER" ? ctx.actor.userId : null,
  });
  const providerCustomerId = await ensureProviderCustomer(
    {
      db: ctx.db,
      actor: ctx.actor,
      createProviderCustomer: (input) => commerceAt(ctx.commerce, provider).createCustomer(input),
      updateLicensee: (id, changes) => ctx.licensing.updateLicensee(id, changes),
    },
    { customerId: customer.id, provider, email, provenEmails: await provenEmailsOf(ctx, customer.id) },
  );
  return { customerId: customer.id, licenseeId, provider, providerCustomerId };
}

/** Of an owner who buys; whoever buys in an owner's place has proven nothing for them. */
async function provenEmailsOf({ db, actor }: PrepareContext, customerId: string): Promise<string[]> {
  const owners = await listOwnerAddresses({ db }, customerId);
  return owners.flatMap(({ userId, email }) => (userId === actor.userId ? [email] : []));
}
