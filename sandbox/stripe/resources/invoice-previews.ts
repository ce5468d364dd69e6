import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { route } from "../api/route";
import { invalidRequest, parameterMissing } from "../stripe-error";
import { noneUpcoming, previewChange, previewStart } from "../steps/preview-invoice";
import type { Invoice, Subscription } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import { findPrice } from "./prices";
import { itemParams } from "./subscription-params";
import { findSubscription, readItems } from "./subscriptions";

const previewParams = z.strictObject({
  automatic_tax: field.accepted,
  currency: field.currency.optional(),
  customer: field.text.optional(),
  preview_mode: z.enum(["next", "recurring"]).optional(),
  subscription: field.text.optional(),
  subscription_details: z
    .strictObject({
      billing_mode: field.accepted,
      cancel_at: field.clearable(field.integer).optional(),
      cancel_at_period_end: field.flag.optional(),
      cancel_now: field.flag.optional(),
      items: z.array(itemParams).optional(),
      metadata: field.metadata.optional(),
      proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
      proration_date: field.integer.optional(),
      trial_end: z.union([z.literal("now"), field.integer]).optional(),
    })
    .optional(),
});

type PreviewParams = z.output<typeof previewParams>;

function preview(world: World, input: PreviewParams): Invoice {
  if (input.subscription) {
    return ofPresent(world, findSubscription(world, input.subscription, "subscription"), input);
  }
  if (!input.customer) throw parameterMissing("customer");
  const customer = findCustomer(world, input.customer, "customer");
  const { items } = input.subscription_details ?? {};
  if (items) return ofNew(world, input);
  const [latest] = world.subscriptions
    .newestFirst()
    .filter((each) => each.customer === customer.id && each.ended_at === null);
  if (!latest) throw noneUpcoming(customer.id);
  return ofPresent(world, latest, input);
}

function ofPresent(world: World, present: Subscription, input: PreviewParams): Invoice {
  if (input.customer !== undefined && input.customer !== present.customer) {
    throw invalidRequest("The subscription does not belong to this customer.", { param: "subscription" });
  }
  const { subscription_details: details, preview_mode: mode = "next" } = input;
  if (!details) return previewChange(world, present, null, mode);
  if (details.cancel_now || present.ended_at !== null) throw noneUpcoming(present.customer);
  return previewChange(world, present, changeOf(world, present, details), mode);
}

function changeOf(world: World, present: Subscription, details: NonNullable<PreviewParams["subscription_details"]>) {
  const { cancel_at: cancelAt, trial_end: trialEnd, items = [] } = details;
  return {
    items: readItems(world, present, items),
    fields: cancelAt === undefined ? {} : { cancel_at: cancelAt },
    cancelAtPeriodEnd: details.cancel_at_period_end,
    prorationBehavior: details.proration_behavior ?? "create_prorations",
    prorationDate: details.proration_date,
    endsTrialNow: trialEnd === "now" && present.status === "trialing",
  };
}

function ofNew(world: World, { customer: id = "", subscription_details: details }: PreviewParams): Invoice {
  const customer = findCustomer(world, id, "customer");
  const lines = (details?.items ?? []).map(({ price = "", quantity = 1, metadata }, index) => ({
    price: findPrice(world, price, `subscription_details[items][${index}][price]`),
    quantity,
    metadata: mergeMetadata({}, metadata),
  }));
  const trialEnd = typeof details?.trial_end === "number" ? details.trial_end : null;
  const settings = { trialEnd };
  return previewStart(world, { customer, lines, settings, paymentBehavior: "default_incomplete", payer: {} });
}

export const invoicePreviewRoutes = [
  route("POST", "/v1/invoices/create_preview", previewParams, ({ world, input }) => preview(world, input)),
];
