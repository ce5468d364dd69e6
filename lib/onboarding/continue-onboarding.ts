import { findOffer } from "@/lib/catalog/find-offer";
import { isSubscription, type Offer } from "@/lib/catalog/offer";
import { connectedProviders } from "@/lib/commerce/connected-providers";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { listMyCustomers } from "@/lib/customers/list-my-customers";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Log } from "@/lib/observability/log";
import type { CommerceOf } from "./commerce-at";
import { decideBuyer } from "./decide-buyer";
import { decideRefusal } from "./decide-order-problems";
import { decideNextStep } from "./decide-next-step";
import { findExistingSubscriptions } from "./find-existing-subscriptions";
import { findLeftCheckout } from "./find-left-checkout";
import type { BuyingCustomer, ExistingSubscription, NextStep } from "./states";
import { verifySubscriptions } from "./verify-subscriptions";

export type ContinueContext = {
  db: Db;
  commerce: CommerceOf<"readCheckout" | "readSubscription">;
  licensing: Pick<LicensingPort, "setupLicensee">;
  now: Clock;
  log: Log;
};

type Visit = {
  userId: string;
  sku?: string | undefined;
  quantity?: number | undefined;
  customerId?: string | undefined;
};

/**
 * Where this user is on the way to a license, and the one step that comes next. Finishes what a crash left undone: a
 * customer without its licensee gets it. A customer that is not theirs to buy for is a `NotFoundError`.
 */
export async function continueOnboarding(ctx: ContinueContext, visit: Visit): Promise<NextStep> {
  const decision = decideBuyer(await listMyCustomers(ctx, visit), visit.customerId);
  switch (decision.kind) {
    case "not_mine":
      throw new NotFoundError("Customer");
    case "identify_customer":
      return decision;
    case "choose_customer":
      return { kind: "choose_customer", customers: decision.customers.map(buyingCustomer) };
    case "buyer":
      return await nextStepOf(ctx, decision.buyer, visit);
    default:
      return assertNever(decision);
  }
}

async function nextStepOf(ctx: ContinueContext, buyer: MyCustomer, visit: Visit): Promise<NextStep> {
  const deed = {
    ...ctx,
    actor: { kind: "user", userId: visit.userId, email: null } as const,
  };
  await finishLicensee(deed, buyer);
  const asked = visit.sku === undefined ? null : await findOffer(ctx.db, visit.sku);
  const offer = asked?.active ? asked : null;
  const customerId = buyer.customer.id;
  return decideNextStep({
    customer: buyingCustomer(buyer),
    offer,
    refused: visit.sku === undefined ? null : decideRefusal(offer, connectedProviders(ctx.commerce)),
    quantity: visit.quantity ?? null,
    left: await findLeftCheckout(deed, { customerId, offer }),
    existing: offer && isSubscription(offer) ? await findLiveSubscription(deed, customerId, offer) : null,
  });
}

/** Only this page view goes on without it if licensing is down: before money moves it is ensured again. */
async function finishLicensee(
  ctx: Pick<ContinueContext, "db" | "licensing" | "log"> & { actor: Extract<Actor, { kind: "user" }> },
  { customer, role }: MyCustomer,
): Promise<void> {
  if (customer.licenseeId !== null) return;
  try {
    await ensureLicensee(ctx, customer.id, { connectedIdentityId: role === "OWNER" ? ctx.actor.userId : null });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error(
      { err: error, customerId: customer.id },
      "a licensee could not be set up; the next visit tries again",
    );
  }
}

async function findLiveSubscription(
  ctx: { db: Db; commerce: CommerceOf<"readSubscription">; log: Log },
  customerId: string,
  offer: Offer,
): Promise<ExistingSubscription | null> {
  const asked = { customerId, productId: offer.product.id, ended: new Set<string>() };
  const { existing } = await findExistingSubscriptions(ctx.db, asked);
  const { live } = await verifySubscriptions(ctx, existing);
  return live[0] ?? null;
}

function buyingCustomer({ customer: { id, type, name, email } }: MyCustomer): BuyingCustomer {
  return { id, type, name, email };
}
