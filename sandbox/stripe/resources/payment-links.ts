import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { paymentLink } from "../objects/payment-link";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { LineItem, PaymentLink } from "../wire";
import type { World } from "../world";
import { readLineItems } from "./checkout-line-items";
import { createParams, listParams, updateParams, type CreateParams, type UpdateParams } from "./payment-link-params";

function findPaymentLink(world: World, id: string): PaymentLink {
  const found = world.paymentLinks.get(id);
  if (!found) throw resourceMissing("payment_link", id, "payment_link");
  return found;
}

function create(world: World, input: CreateParams): PaymentLink {
  if (!input.line_items?.length) throw parameterMissing("line_items");
  const trialDays = input.subscription_data?.trial_period_days ?? null;
  const lineItems = readLineItems(world, input.line_items, trialDays !== null);
  const isSubscription = lineItems.some((line) => line.price?.type === "recurring");
  checkCombination(input, isSubscription, lineItems);
  const made = paymentLink({ ...settingsOf(input, isSubscription, lineItems), origin: world.origin });
  world.paymentLinkLines.put({ id: made.id, lineItems });
  world.paymentLinks.put(made);
  world.emit("payment_link.created", made);
  return made;
}

function checkCombination(input: CreateParams, isSubscription: boolean, lines: LineItem[]): void {
  const foreign = isSubscription
    ? (["customer_creation", "payment_intent_data", "invoice_creation"] as const)
    : (["subscription_data"] as const);
  for (const param of foreign) {
    const kind = isSubscription ? "recurring prices" : "one-time prices only";
    if (input[param]) throw invalidRequest(`You can not pass \`${param}\` with ${kind}.`, { param });
  }
  if (new Set(lines.map((line) => line.currency)).size > 1) {
    throw invalidRequest("All prices must have the same currency.", { param: "line_items" });
  }
  const { after_completion: after } = input;
  if (after?.type === "redirect" && !after.redirect) throw parameterMissing("after_completion[redirect][url]");
}

function settingsOf(input: CreateParams, isSubscription: boolean, lines: LineItem[]) {
  const { payment_intent_data: payment, subscription_data: subscription } = input;
  return {
    isSubscription,
    currency: lines[0]?.currency ?? "usd",
    ...completionOf(input),
    ...invoicingOf(input, isSubscription),
    allowPromotionCodes: input.allow_promotion_codes,
    paymentMethodCollection: input.payment_method_collection,
    submitType: input.submit_type,
    metadata: mergeMetadata({}, input.metadata),
    inactiveMessage: input.inactive_message ?? null,
    payment: payment ? textsOf(payment) : null,
    subscription: {
      ...textsOf(subscription),
      trialDays: subscription?.trial_period_days ?? null,
      missingPaymentMethod: subscription?.trial_settings?.end_behavior.missing_payment_method,
    },
  };
}

function completionOf({ after_completion: after }: CreateParams) {
  return {
    redirectUrl: after?.redirect?.url,
    confirmationMessage: after?.hosted_confirmation?.custom_message ?? null,
  };
}

function invoicingOf({ invoice_creation: invoice, customer_creation: wanted }: CreateParams, isSubscription: boolean) {
  const usual = isSubscription || invoice?.enabled ? "always" : "if_required";
  return { customerCreation: wanted ?? usual, invoice: invoice?.enabled ? textsOf(invoice.invoice_data) : null };
}

function textsOf(
  given: { metadata?: Record<string, string> | null | undefined; description?: string | undefined } | undefined,
) {
  return { metadata: mergeMetadata({}, given?.metadata), description: given?.description ?? null };
}

function update(world: World, before: PaymentLink, input: UpdateParams): PaymentLink {
  const { after_completion: after } = input;
  const message = { custom_message: after?.hosted_confirmation?.custom_message ?? null };
  const completion = after?.redirect
    ? { type: "redirect", redirect: after.redirect }
    : { type: "hosted_confirmation", hosted_confirmation: message };
  const changed = world.paymentLinks.put({
    ...before,
    active: input.active ?? before.active,
    after_completion: after ? completion : before.after_completion,
    allow_promotion_codes: input.allow_promotion_codes ?? before.allow_promotion_codes,
    inactive_message: input.inactive_message === undefined ? before.inactive_message : input.inactive_message,
    metadata: mergeMetadata(before.metadata, input.metadata),
  });
  world.emitUpdate("payment_link.updated", before, changed);
  return changed;
}

const path = "/v1/payment_links";

export const paymentLinkRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, listParams, ({ world, input }) =>
    paginate(
      world.paymentLinks.newestFirst().filter((each) => input.active === undefined || each.active === input.active),
      input,
      path,
    ),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => findPaymentLink(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) =>
    update(world, findPaymentLink(world, id), input),
  ),
  route("GET", `${path}/:id/line_items`, z.strictObject(field.page), ({ world, input, id }) => {
    findPaymentLink(world, id);
    return paginate(world.paymentLinkLines.get(id)?.lineItems ?? [], input, `${path}/${id}/line_items`);
  }),
];
