import { formatSubject, type CustomerSubject } from "@/lib/commerce/subject";
import type { Buyer } from "@/lib/commerce/subscription";
import { resolveCustomerAlone } from "@/lib/customers/resolve-customer";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Outcome } from "@/lib/kernel/outcome";
import type { FulfillmentContext, FulfillmentRun } from "../fulfillment-context";
import { followProfile } from "./follow-profile";
import { adopt, createOwner, type ResolvedBuyer } from "./resolve-buyer";

type Welcome = { subject: CustomerSubject; cause: string; buyer: Buyer };

/**
 * Makes customer and licensee of a buyer who may not have bought anything yet ("Connect to FastSpring", account.created);
 * where the buyer names a licensee that exists, only the mapping. One that it made before gets the name and address that
 * the provider has now.
 */
export async function welcomeBuyer(ctx: FulfillmentContext, { subject, cause, buyer }: Welcome): Promise<Outcome> {
  return await ctx.db.$transaction(async (tx) => {
    const run: FulfillmentRun = {
      tx,
      licensing: ctx.licensing.within(tx),
      now: ctx.now(),
      provider: subject.provider,
      subject: formatSubject(subject),
      cause,
      actor: { kind: "provider", provider: subject.provider },
      appOrigin: ctx.env.APP_ORIGIN,
      findCheckoutLicensee: () => Promise.resolve(null),
    };
    const owner = await ownerOf(run, buyer);
    if (owner.kind !== "owner") return owner;
    await followProfile(run, { buyer, held: [], customerId: owner.customer.id });
    return { kind: "done", reason: `Known as customer ${owner.customer.id}` };
  });
}

async function ownerOf(run: FulfillmentRun, buyer: Buyer): Promise<ResolvedBuyer> {
  const { tx: db, licensing, provider } = run;
  const { licenseeId, providerCustomerId } = buyer;
  const found = await resolveCustomerAlone({ db, licensing }, { licenseeId, provider, providerCustomerId });
  switch (found.kind) {
    case "doubtful":
      return { kind: "parked", reason: found.reason };
    case "found":
      return await adopt(run, found.customer, providerCustomerId);
    case "unknown":
      return await createOwner(run, buyer, found.licensee);
    default:
      return assertNever(found);
  }
}
