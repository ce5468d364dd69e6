import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { ensureProviderCustomer } from "@/lib/customers/ensure-provider-customer";
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
 * repeated after a crash at any point. Throws `AdapterError`.
 */
export async function prepareBuyer(
  ctx: PrepareContext,
  { customer, role }: MyCustomer,
  provider: ProviderName,
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
    { customerId: customer.id, provider },
  );
  return { customerId: customer.id, licenseeId, provider, providerCustomerId };
}
