import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { search, searchParams } from "../api/search";
import { invalidRequest, resourceMissing, StripeError } from "../stripe-error";
import { cancelSubscription } from "../steps/cancel-subscription";
import type { ItemChange } from "../steps/change-items";
import { changeSubscription } from "../steps/change-subscription";
import { pauseSubscription, resumeSubscription } from "../steps/pause-subscription";
import { chooseDiscount, discountSubscription } from "../steps/redeem-coupon";
import { findPaymentMethod } from "../steps/save-payment-method";
import { startSubscription } from "../steps/start-subscription";
import type { Subscription } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import { findPrice } from "./prices";
import type { CreateParams, ItemParams, ListParams, UpdateParams } from "./subscription-params";
import { cancelParams, createParams, listParams, pauseParams, resumeParams, updateParams } from "./subscription-params";

export function findSubscription(world: World, id: string, param = "id"): Subscription {
  const found = world.subscriptions.get(id);
  if (!found) throw resourceMissing("subscription", id, param, param === "id" ? 404 : 400);
  return found;
}

function create(world: World, input: CreateParams): Subscription {
  const customer = findCustomer(world, input.customer, "customer");
  const { subscription, payment } = startSubscription(world, {
    customer,
    lines: input.items.map(({ price = "", quantity = 1, metadata }, index) => ({
      price: findPrice(world, price, `items[${index}][price]`),
      quantity,
      metadata: mergeMetadata({}, metadata),
    })),
    settings: settingsOf(world, input),
    discount: input.discounts?.[0] ? chooseDiscount(world, input.discounts[0], customer.id) : null,
    paymentBehavior: input.payment_behavior ?? "allow_incomplete",
    payer: { offSession: input.off_session },
  });
  if (payment?.kind === "declined" && input.payment_behavior === "error_if_incomplete") {
    const { code, message } = payment.decline;
    throw new StripeError(402, "card_error", message, { code }, false);
  }
  return subscription;
}

function settingsOf(world: World, input: CreateParams) {
  const { default_payment_method: method, trial_settings: trial, payment_settings: payment } = input;
  return {
    defaultPaymentMethod: method ? findPaymentMethod(world, method, "default_payment_method").id : null,
    description: input.description,
    metadata: mergeMetadata({}, input.metadata),
    collectionMethod: input.collection_method,
    daysUntilDue: input.days_until_due,
    cancelAtPeriodEnd: input.cancel_at_period_end,
    trialEnd: trialEndOf(world, input),
    missingPaymentMethod: trial?.end_behavior.missing_payment_method,
    saveDefaultPaymentMethod: payment?.save_default_payment_method,
  };
}

function trialEndOf(world: World, { customer, trial_end: end, trial_period_days: days }: CreateParams): number | null {
  if (days) return world.now(customer) + days * 86_400;
  return typeof end === "number" ? end : null;
}

function update(world: World, present: Subscription, input: UpdateParams): Subscription {
  if (present.ended_at !== null) throw alreadyEnded(present);
  const discounted = withDiscounts(world, present, input.discounts);
  return changeSubscription(world, discounted, {
    items: readItems(world, present, input.items ?? []),
    fields: fieldsOf(world, present, input),
    cancelAtPeriodEnd: input.cancel_at_period_end,
    prorationBehavior: input.proration_behavior ?? "create_prorations",
    prorationDate: input.proration_date,
    paymentBehavior: input.payment_behavior,
    endsTrialNow: input.trial_end === "now" && present.status === "trialing",
    offSession: input.off_session,
  });
}

function withDiscounts(world: World, present: Subscription, wanted: UpdateParams["discounts"]): Subscription {
  if (wanted === undefined) return present;
  const [first] = wanted ?? [];
  const next = first
    ? discountSubscription(world, present, chooseDiscount(world, first, present.customer))
    : world.subscriptions.put({ ...present, discounts: [] });
  world.emitUpdate("customer.subscription.updated", present, next);
  return next;
}

/** The wanted changes of items, with the prices they name. */
export function readItems(world: World, present: Subscription, items: ItemParams[]): ItemChange[] {
  return items.map((each, index) => {
    const item = present.items.data.find(({ id }) => id === each.id);
    return {
      ...each,
      price: each.price ? findPrice(world, each.price, `items[${index}][price]`) : undefined,
      metadata: each.metadata === undefined ? undefined : mergeMetadata(item?.metadata ?? {}, each.metadata),
    };
  });
}

function fieldsOf(world: World, present: Subscription, input: UpdateParams): Partial<Subscription> {
  const { cancel_at, collection_method, days_until_due, description, cancellation_details: details } = input;
  const { default_payment_method: method, pause_collection: pause, trial_end: trialEnd } = input;
  return given({
    cancel_at,
    collection_method,
    days_until_due,
    description,
    cancellation_details: details &&
      present.cancellation_details && { ...present.cancellation_details, ...given(details) },
    default_payment_method: method && findPaymentMethod(world, method, "default_payment_method").id,
    metadata: mergeMetadata(present.metadata, input.metadata),
    pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null },
    trial_end: typeof trialEnd === "number" ? trialEnd : undefined,
  });
}

function alreadyEnded({ id, status }: Subscription): StripeError {
  return invalidRequest(
    status === "canceled"
      ? "A canceled subscription can only update its cancellation_details and metadata."
      : `Subscription ${id} has ended and cannot be updated.`,
    { param: "id" },
  );
}

const finished = new Set(["canceled", "incomplete_expired"]);

function matches(each: Subscription, input: ListParams): boolean {
  const tests = [
    hasStatus(each, input.status),
    input.customer === undefined || each.customer === input.customer,
    input.collection_method === undefined || each.collection_method === input.collection_method,
    input.price === undefined || each.items.data.some((item) => item.price.id === input.price),
    input.test_clock === undefined || each.test_clock === input.test_clock,
    isWithin(each.created, input.created),
  ];
  return tests.every(Boolean);
}

function hasStatus({ status }: Subscription, wanted: string | undefined): boolean {
  if (wanted === undefined) return status !== "canceled";
  return wanted === "all" || (wanted === "ended" ? finished.has(status) : status === wanted);
}

const path = "/v1/subscriptions";

export const subscriptionRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", `${path}/search`, searchParams, ({ world, input }) =>
    search(world.subscriptions.newestFirst(), input, `${path}/search`),
  ),
  route("GET", path, listParams, ({ world, input }) =>
    paginate(
      world.subscriptions.newestFirst().filter((each) => matches(each, input)),
      input,
      path,
    ),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => findSubscription(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) =>
    update(world, findSubscription(world, id), input),
  ),
  route("POST", `${path}/:id/pause`, pauseParams, ({ world, id }) =>
    pauseSubscription(world, findSubscription(world, id), "pause_requested"),
  ),
  route("POST", `${path}/:id/resume`, resumeParams, ({ world, input, id }) =>
    resumeSubscription(world, findSubscription(world, id), input.billing_cycle_anchor?.type !== "unchanged"),
  ),
  route("DELETE", `${path}/:id`, cancelParams, ({ world, input, id }) => {
    const present = findSubscription(world, id);
    if (present.ended_at !== null) throw resourceMissing("subscription", id, "id");
    return cancelSubscription(world, present, { reason: "cancellation_requested", ...input.cancellation_details });
  }),
];
