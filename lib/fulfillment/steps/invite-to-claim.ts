import { claimLinkDays } from "@/lib/customers/claim";
import { offerClaim } from "@/lib/customers/offer-claim";
import type { License } from "@/lib/licensing/license";
import { queueMail } from "@/lib/mail/queue-mail";
import type { FulfillmentRun } from "../fulfillment-context";
import type { Owner } from "./resolve-buyer";

/**
 * The first license of a buyer who never signed in comes with a link that makes its holder the customer's owner.
 * False when there is nothing to claim: then the usual mail says that the license is ready.
 */
export async function inviteToClaim(run: FulfillmentRun, license: License, customer: Owner): Promise<boolean> {
  const { tx: db, now, actor, cause } = run;
  const offered = await offerClaim({ db, now, actor }, { customerId: customer.id, cause });
  if (!offered) return false;
  await queueMail(db, {
    dedupeKey: `claim_purchase:${customer.id}`,
    recipient: offered.email,
    message: {
      kind: "claim_purchase",
      claimId: offered.claimId,
      licenseeName: customer.name,
      productName: license.displayName,
      seats: license.qty,
      validDays: claimLinkDays,
    },
  });
  return true;
}
