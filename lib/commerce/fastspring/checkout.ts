import { z } from "zod";
import type { Checkout, CheckoutRequest } from "../commerce-port";
import type { Subject } from "../subject";
import { readCheckoutId, writeCheckoutId, type CheckoutId } from "./checkout-id";
import type { FastSpringClient } from "./fastspring-client";
import { purchasesOf } from "./find-paid-purchases";
import { isCanceledOrder } from "./is-canceled-order";
import { readAccount } from "./read-account";
import { readOrders } from "./read-orders";
import { readTags, tagKeys } from "./tags";
import type { FastSpringAccount, FastSpringOrder } from "./wire";

const dayMs = 86_400_000;
/** For all that is asked about orders that are not paid. */
const deadlineMs = 10_000;
const session = z.looseObject({ id: z.string().min(1), expires: z.number().nullish() });

/**
 * Opens FastSpring's store for a known account, with the cart filled. FastSpring neither finds a session again nor makes
 * it once for a key: a second call opens a second one, and only the one that the purchase intent keeps is ever shown.
 */
export async function openCheckout(
  client: FastSpringClient,
  storefront: string,
  request: CheckoutRequest,
): Promise<Checkout> {
  const { providerCustomerId: account, licenseeId, intentId, customerId } = request;
  const items = [{ product: request.providerPriceId, quantity: request.quantity, ...trialOf(request) }];
  const tags = {
    [tagKeys.licenseeId]: licenseeId,
    [tagKeys.customerId]: customerId,
    [tagKeys.purchaseIntentId]: intentId,
  };
  const body = { account, items, tags };
  const opened = await client.call("opening a checkout", { method: "POST", path: "/sessions", body }, session);
  const expiresAt = new Date(opened.expires ?? Date.now() + dayMs);
  return openSession(storefront, { session: opened.id, account, licenseeId, intentId, expiresAt, mode: request.mode });
}

/** What became of a session is told by the account's orders: the one that carries the intent's tag. */
export async function readCheckout(
  client: FastSpringClient,
  storefront: string,
  sessionId: string,
): Promise<Checkout | null> {
  const id = readCheckoutId(sessionId);
  const account = id && (await readAccount(client, id.account));
  if (!account) return null;
  const order = await findPaidOrder(client, account, id);
  if (order) return { ...openSession(storefront, id), status: "complete", url: null, subject: subjectOf(order, id) };
  if (id.expiresAt.getTime() > Date.now()) return openSession(storefront, id);
  return { ...openSession(storefront, id), status: "expired", url: null };
}

/** The session's order that is paid, or else waits for its money: one that failed leaves the session as it was. */
async function findPaidOrder(
  client: FastSpringClient,
  account: FastSpringAccount,
  { intentId }: CheckoutId,
): Promise<FastSpringOrder | null> {
  const orders = await readOrders(client, account.orders ?? []);
  const own = orders.filter(({ tags }) => readTags(tags)[tagKeys.purchaseIntentId] === intentId);
  const paid = own.find(({ completed }) => completed);
  if (paid) return paid;
  const signal = AbortSignal.timeout(deadlineMs);
  for (const order of own) if (!(await isCanceledOrder(client, order, signal))) return order;
  return null;
}

/** FastSpring can't close a session. Nobody is led to it any more; should it be paid all the same, that purchase counts. */
export async function expireCheckout(
  client: FastSpringClient,
  storefront: string,
  sessionId: string,
): Promise<"expired" | "complete"> {
  const checkout = await readCheckout(client, storefront, sessionId);
  return checkout?.status === "complete" ? "complete" : "expired";
}

function subjectOf(order: FastSpringOrder, { mode }: CheckoutId): Subject | null {
  const purchases = purchasesOf(order);
  const wanted = mode === "subscription" ? "subscription" : "order";
  return purchases.find(({ kind }) => kind === wanted) ?? purchases[0] ?? null;
}

function openSession(storefront: string, id: CheckoutId): Checkout {
  return {
    sessionId: writeCheckoutId(id),
    status: "open",
    url: `${storefront}/session/${id.session}`,
    expiresAt: id.expiresAt,
    subject: null,
    licenseeId: id.licenseeId,
    purchaseIntentId: id.intentId,
  };
}

/** Where nothing is said, the product's own trial counts. */
function trialOf({ trialDays, withoutTrial, mode }: CheckoutRequest) {
  if (mode !== "subscription" || (trialDays === 0 && !withoutTrial)) return {};
  return { pricing: { trial: trialDays } };
}
