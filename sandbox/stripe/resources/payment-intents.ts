import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { route } from "../api/route";
import { search, searchParams } from "../api/search";
import { fullAddress } from "../objects/customer";
import { paymentIntent } from "../objects/payment-intent";
import { invalidRequest, resourceMissing } from "../stripe-error";
import { capturePayment } from "../steps/capture-payment";
import { attemptPayment, type PaymentResult } from "../steps/confirm-payment-intent";
import { settleInvoice } from "../steps/pay-invoice";
import { attachPaymentMethod, cardError, findPaymentMethod } from "../steps/save-payment-method";
import type { PaymentIntent } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import type { ConfirmParams, CreateParams, UpdateParams } from "./payment-intent-params";
import {
  cancelParams,
  captureParams,
  confirmParams,
  createParams,
  listParams,
  updateParams,
} from "./payment-intent-params";

function find(world: World, id: string): PaymentIntent {
  const found = world.paymentIntents.get(id);
  if (!found) throw resourceMissing("payment_intent", id, "intent");
  return found;
}

function create(world: World, input: CreateParams): PaymentIntent {
  if (input.amount < 1) {
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  }
  const { amount, currency, description, automatic_payment_methods: automatic, payment_method_types: types } = input;
  const customer = input.customer ? findCustomer(world, input.customer, "customer").id : null;
  const settings = {
    amount,
    currency,
    customer,
    description,
    paymentMethod: input.payment_method && findPaymentMethod(world, input.payment_method).id,
    paymentMethodTypes: types,
    automatic: automatic?.enabled ?? types === undefined,
    captureMethod: input.capture_method,
    confirmationMethod: input.confirmation_method,
    metadata: mergeMetadata({}, input.metadata),
    receiptEmail: input.receipt_email,
    setupFutureUsage: input.setup_future_usage,
    shipping: input.shipping && shippingOf(input.shipping),
    statementDescriptor: input.statement_descriptor,
  };
  const made = world.paymentIntents.put(paymentIntent(settings, world.now(customer)));
  world.emit("payment_intent.created", made);
  return input.confirm ? pay(world, made, input) : made;
}

function shippingOf({ address, name, phone }: NonNullable<CreateParams["shipping"]>): PaymentIntent["shipping"] {
  return {
    address: fullAddress(address) ?? undefined,
    carrier: null,
    name,
    phone: phone ?? null,
    tracking_number: null,
  };
}

type PayParams = Pick<ConfirmParams, "payment_method" | "off_session">;

const confirmable = ["requires_payment_method", "requires_confirmation", "requires_action"];

function pay(world: World, intent: PaymentIntent, input: PayParams): PaymentIntent {
  if (!confirmable.includes(intent.status)) {
    throw invalidRequest(`This PaymentIntent's state is ${intent.status} and cannot be confirmed.`, {
      code: "payment_intent_unexpected_state",
      payment_intent: intent,
    });
  }
  const id = input.payment_method ?? intent.payment_method;
  if (!id) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  const method = findPaymentMethod(world, id);
  const result = attemptPayment(world, intent, method, { offSession: input.off_session });
  followInvoice(world, result);
  if (result.kind === "declined")
    throw cardError(result.decline, { charge: result.charge, payment_intent: result.intent });
  const keeps = result.kind === "succeeded" && result.intent.setup_future_usage && result.intent.customer;
  if (keeps) attachPaymentMethod(world, method, keeps);
  return result.intent;
}

/** An intent that pays an invoice takes the invoice along. */
function followInvoice(world: World, result: PaymentResult): void {
  const payment = world.invoicePayments.newestFirst().find((each) => each.payment.payment_intent === result.intent.id);
  const invoice = world.invoices.get(payment?.invoice ?? "");
  if (invoice?.status === "open") settleInvoice(world, invoice, result);
}

function update(world: World, present: PaymentIntent, input: UpdateParams): PaymentIntent {
  const { amount, customer, description, receipt_email, setup_future_usage, shipping } = input;
  const method = input.payment_method && findPaymentMethod(world, input.payment_method).id;
  const status = method && present.status === "requires_payment_method" ? "requires_confirmation" : undefined;
  return world.paymentIntents.put({
    ...present,
    ...given({ amount, customer, description, receipt_email, setup_future_usage, payment_method: method, status }),
    ...given({ shipping: shipping && shippingOf(shipping) }),
    metadata: mergeMetadata(present.metadata, input.metadata),
  });
}

function cancel(world: World, present: PaymentIntent, reason: string | undefined): PaymentIntent {
  if (present.status === "succeeded" || present.status === "canceled") {
    throw invalidRequest(
      `You cannot cancel this PaymentIntent because it has a status of ${present.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      { code: "payment_intent_unexpected_state", payment_intent: present },
    );
  }
  const canceled = world.paymentIntents.put({
    ...present,
    amount_capturable: 0,
    canceled_at: world.now(present.customer),
    cancellation_reason: reason ?? null,
    next_action: null,
    status: "canceled",
  });
  world.emit("payment_intent.canceled", canceled);
  return canceled;
}

const path = "/v1/payment_intents";

export const paymentIntentRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", `${path}/search`, searchParams, ({ world, input }) =>
    search(world.paymentIntents.newestFirst(), input, `${path}/search`),
  ),
  route("GET", path, listParams, ({ world, input }) => {
    const found = world.paymentIntents
      .newestFirst()
      .filter((each) => input.customer === undefined || each.customer === input.customer)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, z.strictObject({ client_secret: field.accepted }), ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => update(world, find(world, id), input)),
  route("POST", `${path}/:id/confirm`, confirmParams, ({ world, input, id }) => pay(world, find(world, id), input)),
  route("POST", `${path}/:id/cancel`, cancelParams, ({ world, input, id }) =>
    cancel(world, find(world, id), input.cancellation_reason),
  ),
  route("POST", `${path}/:id/capture`, captureParams, ({ world, input, id }) =>
    capturePayment(world, find(world, id), input.amount_to_capture),
  ),
];
