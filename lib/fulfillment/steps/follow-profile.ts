import type { Buyer } from "@/lib/commerce/subscription";
import { claimLinkDays } from "@/lib/customers/claim";
import { followProviderProfile } from "@/lib/customers/follow-provider-profile";
import { queueMail } from "@/lib/mail/queue-mail";
import type { FulfillmentRun } from "../fulfillment-context";
import type { HeldLicense } from "../held-license";

/**
 * A customer that the provider's record made has the name and address that the provider has of the buyer, here and in licensing. An
 * address that is taken in licensing is left out there. What nobody claimed yet is offered again at a new address.
 */
export async function followProfile(
  run: FulfillmentRun,
  { buyer, held, customerId }: { buyer: Buyer; held: HeldLicense[]; customerId: string },
): Promise<void> {
  const { tx: db, now, actor, cause, provider } = run;
  const { providerCustomerId, company, name, email } = buyer;
  // Without a customer at the provider it is what somebody typed for this one purchase.
  if (providerCustomerId === null) return;
  const followed = await followProviderProfile(
    { db, now, actor },
    { customerId, buyer: { provider, providerCustomerId }, profile: { name, company, email }, cause },
  );
  if (followed.kind === "unchanged") return;
  await updateLicensee(run, followed);
  const license = held.find((candidate) => candidate.license.state !== "revoked")?.license;
  if (followed.claimId === null || followed.email === null || !license) return;
  await queueMail(db, {
    dedupeKey: `claim_purchase:${followed.claimId}`,
    recipient: followed.email,
    message: {
      kind: "claim_purchase",
      claimId: followed.claimId,
      licenseeName: followed.name,
      productName: license.displayName,
      seats: license.qty,
      validDays: claimLinkDays,
    },
  });
}

async function updateLicensee(
  { licensing }: FulfillmentRun,
  { licenseeId, name, email }: { licenseeId: string | null; name: string; email: string | null },
): Promise<void> {
  if (licenseeId === null) return;
  const updated = await licensing.updateLicensee(licenseeId, { name, email });
  if (updated.kind === "conflict") await licensing.updateLicensee(licenseeId, { name });
}
