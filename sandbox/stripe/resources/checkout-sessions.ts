import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { checkoutSession } from "../objects/checkout-session";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import { discountCheckout } from "../steps/discount-checkout";
import { expireCheckout } from "../steps/expire-checkout";
import { chooseDiscount } from "../steps/redeem-coupon";
import type { CheckoutPlan } from "../records";
import type { CheckoutSession, LineItem } from "../wire";
import type { World } from "../world";
import { readLineItems } from "./checkout-line-items";
import type { CreateParams, ListParams } from "./checkout-params";
import { createParams, listParams } from "./checkout-params";
import { findCustomer } from "./customers";

const daySeconds = 86_400;
const shortestSeconds = 1800;

export function findSession(world: World, id: string): CheckoutSession {
  const found = world.checkoutSessions.get(id);
  if (!found) throw resourceMissing("checkout.session", id, "session");
  return found;
}

export function createSession(world: World, input: CreateParams): CheckoutSession {
  checkCombination(input);
  const customer = input.customer ? findCustomer(world, input.customer, "customer").id : null;
  const lineItems = readLineItems(world, input.line_items ?? [], hasTrial(input));
  checkPrices(input.mode, lineItems);
  const now = world.now(customer);
  const made = checkoutSession({ ...settingsOf(input, customer, now), lineItems, origin: world.origin }, now);
  keepPlan(world, made.id, input, lineItems);
  const kept = world.checkoutSessions.put(made);
  const [wanted] = input.discounts ?? [];
  return wanted ? discountCheckout(world, kept, chooseDiscount(world, wanted, customer)) : kept;
}

function invoicePlanOf({ invoice_creation: creation }: CreateParams): CheckoutPlan["invoice"] {
  if (!creation?.enabled) return null;
  const { metadata, description = null } = creation.invoice_data ?? {};
  return { metadata: mergeMetadata({}, metadata, "invoice_creation[invoice_data][metadata]"), description };
}

function hasTrial({ subscription_data: data }: CreateParams): boolean {
  return data?.trial_period_days !== undefined || data?.trial_end !== undefined;
}

function settingsOf(input: CreateParams, customer: string | null, now: number) {
  const { mode } = input;
  const { customer_creation: creation = input.invoice_creation?.enabled ? "always" : "if_required" } = input;
  const { payment_method_collection: collection = mode === "payment" ? "if_required" : "always" } = input;
  return {
    mode,
    successUrl: input.success_url,
    cancelUrl: input.cancel_url,
    customer,
    customerEmail: input.customer_email,
    customerCreation: customer ? null : creation,
    clientReferenceId: input.client_reference_id,
    metadata: mergeMetadata({}, input.metadata),
    allowPromotionCodes: input.allow_promotion_codes,
    paymentMethodCollection: collection,
    expiresAt: expiryOf(input.expires_at, now),
    locale: input.locale,
    submitType: input.submit_type,
    invoice: invoicePlanOf(input),
    methodTypes: methodTypesOf(input),
  };
}

/** Whoever does not choose gets what the account offers in the currency: cards, and bank debits where there are some. */
function methodTypesOf(input: CreateParams): string[] | undefined {
  return input.payment_method_types ?? input.allowed_payment_method_types;
}

function keepPlan(world: World, id: string, input: CreateParams, lineItems: LineItem[]): void {
  const { subscription_data: subscription = {}, payment_intent_data: payment = {} } = input;
  world.checkoutPlans.put({
    id,
    lineItems,
    subscription: {
      metadata: mergeMetadata({}, subscription.metadata, "subscription_data[metadata]"),
      description: subscription.description ?? null,
      trialDays: subscription.trial_period_days ?? null,
      trialEnd: subscription.trial_end ?? null,
      missingPaymentMethod: subscription.trial_settings?.end_behavior.missing_payment_method,
    },
    payment: {
      metadata: mergeMetadata({}, payment.metadata, "payment_intent_data[metadata]"),
      description: payment.description ?? null,
      receiptEmail: payment.receipt_email ?? null,
    },
    invoice: invoicePlanOf(input),
    paymentIntent: null,
    paymentMethod: null,
  });
}

function checkCombination(input: CreateParams): void {
  const isSubscription = input.mode === "subscription";
  if (!input.line_items?.length) throw parameterMissing("line_items");
  for (const rival of ["customer_email", "customer_creation"] as const) {
    if (!input.customer || !input[rival]) continue;
    throw invalidRequest(`You may only specify one of these parameters: customer, ${rival}.`);
  }
  const foreign = isSubscription
    ? (["customer_creation", "payment_intent_data", "invoice_creation"] as const)
    : (["subscription_data"] as const);
  for (const param of foreign) {
    if (input[param]) throw invalidRequest(`You can not pass \`${param}\` in \`${input.mode}\` mode.`, { param });
  }
}

function checkPrices(mode: string, lines: LineItem[]): void {
  const recurring = lines.filter((line) => line.price?.type === "recurring");
  if (mode === "payment" && recurring.length > 0) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param: "line_items" },
    );
  }
  if (mode === "subscription" && recurring.length === 0) {
    throw invalidRequest("You must provide at least one recurring price in `subscription` mode when using prices.", {
      param: "line_items",
    });
  }
  if (new Set(lines.map((line) => line.currency)).size > 1) {
    throw invalidRequest("All prices must have the same currency.", { param: "line_items" });
  }
}

function expiryOf(wanted: number | undefined, now: number): number {
  if (wanted === undefined) return now + daySeconds;
  if (wanted < now + shortestSeconds || wanted > now + daySeconds + 60) {
    throw invalidRequest(
      "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.",
      { param: "expires_at" },
    );
  }
  return wanted;
}

function matches(each: CheckoutSession, input: ListParams): boolean {
  const tests = [
    input.customer === undefined || each.customer === input.customer,
    input.payment_intent === undefined || each.payment_intent === input.payment_intent,
    input.subscription === undefined || each.subscription === input.subscription,
    input.status === undefined || each.status === input.status,
    input.customer_details === undefined || each.customer_details?.email === input.customer_details.email,
    isWithin(each.created, input.created),
  ];
  return tests.every(Boolean);
}

const path = "/v1/checkout/sessions";
const updateParams = z.strictObject({ metadata: field.metadata.optional() });

export const checkoutSessionRoutes = [
  route("POST", path, createParams, ({ world, input }) => createSession(world, input)),
  route("GET", path, listParams, ({ world, input }) =>
    paginate(
      world.checkoutSessions.newestFirst().filter((each) => matches(each, input)),
      input,
      path,
    ),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => findSession(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => {
    const present = findSession(world, id);
    return world.checkoutSessions.put({ ...present, metadata: mergeMetadata(present.metadata ?? {}, input.metadata) });
  }),
  route("POST", `${path}/:id/expire`, nothing, ({ world, id }) => {
    const session = findSession(world, id);
    if (session.status !== "open") {
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status ?? ""}.`,
      );
    }
    return expireCheckout(world, session);
  }),
  route("GET", `${path}/:id/line_items`, z.strictObject(field.page), ({ world, input, id }) => {
    findSession(world, id);
    return paginate(world.checkoutPlans.get(id)?.lineItems ?? [], input, `${path}/${id}/line_items`);
  }),
];
