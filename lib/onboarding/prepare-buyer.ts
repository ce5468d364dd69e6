import type { CommercePort } from "@/lib/commerce/commerce-port";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { ensureProviderCustomer } from "@/lib/customers/ensure-provider-customer";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Buyer } from "./open-session";
import { checkoutProvider } from "./purchase-intent";

export type PrepareContext = {
  db: Db;
  commerce: Pick<CommercePort, "createCustomer">;
  licensing: Pick<LicensingPort, "setupLicensee" | "updateLicensee">;
  actor: Extract<Actor, { kind: "user" }>;
};

/**
 * Makes sure that the customer has its licensee and its record at the payment provider before money moves. Can be
 * repeated after a crash at any point. Throws `AdapterError`.
 */
export async function prepareBuyer(ctx: PrepareContext, { customer, role }: MyCustomer): Promise<Buyer> {
  const licenseeId = await ensureLicensee(ctx, customer.id, {
    // The license consumer of a person is its owner, not a colleague who buys in the owner's place.
    connectedIdentityId: role === "OWNER" ? ctx.actor.userId : null,
  });
  const providerCustomerId = await ensureProviderCustomer(
    {
      db: ctx.db,
      actor: ctx.actor,
      createProviderCustomer: (input) => ctx.commerce.createCustomer(input),
      updateLicensee: (id, changes) => ctx.licensing.updateLicensee(id, changes),
    },
    { customerId: customer.id, provider: checkoutProvider },
  );
  return { customerId: customer.id, licenseeId, providerCustomerId };
}
