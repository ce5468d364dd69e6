import { recordAudit } from "@/lib/audit/record-audit";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { formatSubject, type CustomerSubject } from "@/lib/commerce/subject";
import { resolveCustomer } from "@/lib/customers/resolve-customer";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Outcome } from "@/lib/kernel/outcome";
import { combineOutcomes } from "../combine-outcomes";
import { raiseFlag } from "../raise-flag";
import type { FulfillmentContext } from "../fulfillment-context";
import { parkedUntilConnected } from "../not-connected";
import { providerDeadlineMs } from "./read-truth";
import { settleEvents } from "./settle-events";
import { welcomeBuyer } from "./welcome-buyer";

type Following = { subject: CustomerSubject; cause: string };

/**
 * A deleted customer is flagged, and licenses follow their purchases. Of a new or changed one that we do not know yet, the
 * purchases are looked at again: they may have waited for a name, an address or a licensee id. So are those of one whom the
 * provider's record made, whose name and address follow it. Whoever typed them here keeps them.
 */
export async function followCustomer(ctx: FulfillmentContext, { subject, cause }: Following): Promise<Outcome> {
  const commerce = ctx.commerce[subject.provider];
  return await settleEvents(ctx, { subject: formatSubject(subject), cause }, async () => {
    if (!commerce) return parkedUntilConnected(subject.provider);
    const known = await findKnown(ctx, subject);
    const customerId = known?.id ?? null;
    if (subject.kind === "customer") return await followDeleted(ctx, commerce, { subject, cause, customerId });
    if (known === null) return await followUnknown(ctx, commerce, { subject, cause });
    return known.origin === "ECOMMERCE"
      ? await followKnown(ctx, commerce, { subject, cause })
      : { kind: "ignored", reason: `Known as customer ${known.id}, whose name and address were typed here` };
  });
}

async function findKnown({ db, licensing }: FulfillmentContext, { provider, id }: CustomerSubject) {
  const found = await resolveCustomer({ db, licensing }, { licenseeId: null, provider, providerCustomerId: id });
  return found.kind === "found" ? found.customer : null;
}

async function followDeleted(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { subject, cause, customerId }: Following & { customerId: string | null },
): Promise<Outcome> {
  if (customerId === null) return { kind: "ignored", reason: "Nobody here bought as this customer" };
  const isDeleted = await commerce.isCustomerDeleted(subject.id, AbortSignal.timeout(providerDeadlineMs));
  if (!isDeleted) return { kind: "ignored", reason: "The provider still has this customer" };
  const reason = `Customer ${subject.id} was deleted at the provider; its licenses follow its subscriptions and orders`;
  await ctx.db.$transaction(async (tx) => {
    const key = `customer_deleted:${formatSubject(subject)}`;
    const flag = { key, subject: formatSubject(subject), customerId, reason };
    if (!(await raiseFlag({ tx, now: ctx.now() }, flag))) return;
    await recordAudit(tx, {
      actor: { kind: "provider", provider: subject.provider },
      action: "provider_customer.deleted",
      entity: "customer",
      entityId: customerId,
      customerId,
      before: { providerCustomerId: subject.id },
      cause,
    });
  });
  return { kind: "done", reason: `${reason}. Flagged for support` };
}

/** Where the provider's buyers are to be known before they buy, they are from now on; then their purchases follow. */
async function followUnknown(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { subject, cause }: Following,
): Promise<Outcome> {
  const again = await lookAgain(ctx, commerce, { subject, cause });
  const buyer = (await commerce.readBuyer?.(subject.id, AbortSignal.timeout(providerDeadlineMs))) ?? null;
  if (buyer === null) return again;
  return combineOutcomes([await welcomeBuyer(ctx, { subject, cause, buyer }), again], "");
}

/** The next run of a purchase brings name and address along; who has bought nothing yet has no such run. */
async function followKnown(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { subject, cause }: Following,
): Promise<Outcome> {
  const again = await lookAgain(ctx, commerce, { subject, cause });
  if (again.kind !== "ignored") return again;
  const buyer = await commerce.readBuyer?.(subject.id, AbortSignal.timeout(providerDeadlineMs));
  return buyer ? await welcomeBuyer(ctx, { subject, cause, buyer }) : again;
}

async function lookAgain(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { subject, cause }: Following,
): Promise<Outcome> {
  const purchases = await commerce.findPurchasesOf(subject.id, AbortSignal.timeout(providerDeadlineMs));
  for (const purchase of purchases) {
    await enqueueJob(ctx.db, { name: "fulfill", payload: { subject: formatSubject(purchase), cause } });
  }
  if (purchases.length === 0) return { kind: "ignored", reason: "This customer has bought nothing" };
  return { kind: "done", reason: `Looks again at what this customer bought: ${purchases.length}` };
}
