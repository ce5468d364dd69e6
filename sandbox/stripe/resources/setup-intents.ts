import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { setupIntent } from "../objects/setup-intent";
import { invalidRequest, resourceMissing } from "../stripe-error";
import { cardOutcome } from "../steps/card-outcome";
import { attachPaymentMethod, cardError, findPaymentMethod } from "../steps/save-payment-method";
import type { SetupIntent } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";

const createParams = z.strictObject({
  automatic_payment_methods: field.accepted,
  confirm: field.flag.optional(),
  customer: field.text.optional(),
  description: field.text.optional(),
  metadata: field.metadata.optional(),
  payment_method: field.text.optional(),
  payment_method_types: field.accepted,
  return_url: field.accepted,
  usage: z.enum(["off_session", "on_session"]).optional(),
});
const confirmParams = z.strictObject({ payment_method: field.text.optional(), return_url: field.accepted });
const cancelParams = z.strictObject({ cancellation_reason: field.text.optional() });
const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  payment_method: field.text.optional(),
});

function find(world: World, id: string): SetupIntent {
  const found = world.setupIntents.get(id);
  if (!found) throw resourceMissing("setupintent", id, "intent");
  return found;
}

function create(world: World, input: z.output<typeof createParams>): SetupIntent {
  const customer = input.customer ? findCustomer(world, input.customer, "customer").id : null;
  const method = input.payment_method ? findPaymentMethod(world, input.payment_method).id : null;
  const { description, usage } = input;
  const metadata = mergeMetadata({}, input.metadata);
  const made = world.setupIntents.put(
    setupIntent({ customer, paymentMethod: method, description, usage, metadata }, world.now(customer)),
  );
  world.emit("setup_intent.created", made);
  return input.confirm ? confirm(world, made, undefined) : made;
}

function confirm(world: World, intent: SetupIntent, given: string | undefined): SetupIntent {
  const id = given ?? intent.payment_method;
  if (!id) {
    throw invalidRequest("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: "setup_intent_unexpected_state",
      setup_intent: intent,
    });
  }
  const method = findPaymentMethod(world, id);
  const outcome = cardOutcome(world, method, {});
  if (outcome.kind === "declined" && !outcome.attaches) {
    const error = { code: outcome.code, message: outcome.message, type: "card_error", payment_method: method };
    const failed = world.setupIntents.put({ ...intent, last_setup_error: error, status: "requires_payment_method" });
    world.emit("setup_intent.setup_failed", failed);
    throw cardError(outcome, { setup_intent: failed });
  }
  if (outcome.kind === "authentication") {
    const next_action = { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } };
    const asked = world.setupIntents.put({ ...intent, next_action, payment_method: id, status: "requires_action" });
    world.emit("setup_intent.requires_action", asked);
    return asked;
  }
  if (intent.customer) attachPaymentMethod(world, method, intent.customer);
  const done = world.setupIntents.put({ ...intent, next_action: null, payment_method: method.id, status: "succeeded" });
  world.emit("setup_intent.succeeded", done);
  return done;
}

const path = "/v1/setup_intents";

export const setupIntentRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, listParams, ({ world, input }) => {
    const found = world.setupIntents
      .newestFirst()
      .filter((each) => input.customer === undefined || each.customer === input.customer)
      .filter((each) => input.payment_method === undefined || each.payment_method === input.payment_method)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id/confirm`, confirmParams, ({ world, input, id }) =>
    confirm(world, find(world, id), input.payment_method),
  ),
  route("POST", `${path}/:id/cancel`, cancelParams, ({ world, input, id }) => {
    const present = find(world, id);
    if (present.status === "succeeded" || present.status === "canceled") {
      throw invalidRequest(`You cannot cancel this SetupIntent because it has a status of ${present.status}.`, {
        code: "setup_intent_unexpected_state",
      });
    }
    const cancellation_reason = input.cancellation_reason ?? null;
    const canceled = world.setupIntents.put({ ...present, cancellation_reason, next_action: null, status: "canceled" });
    world.emit("setup_intent.canceled", canceled);
    return canceled;
  }),
];
