import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { fullAddress } from "../objects/customer";
import { invalidRequest, parameterMissing, resourceMissing, StripeError } from "../stripe-error";
import {
  attachPaymentMethod,
  cardError,
  createBankMethod,
  createCardMethod,
  detachPaymentMethod,
  findPaymentMethod,
} from "../steps/save-payment-method";
import { testBankAccount } from "../test-bank-accounts";
import { testCard, testCardByName, type TestCard } from "@/sandbox/test-cards";
import type { PaymentMethod } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";

const billing = z.strictObject({
  address: field.clearable(field.address).optional(),
  email: field.clearableText.optional(),
  name: field.clearableText.optional(),
  phone: field.clearableText.optional(),
  tax_id: field.clearableText.optional(),
});

const createParams = z.strictObject({
  type: z.enum(["card", "us_bank_account", "sepa_debit"]),
  sepa_debit: z.strictObject({ iban: field.text }).optional(),
  us_bank_account: z
    .strictObject({
      account_number: field.text.optional(),
      account_holder_type: field.accepted,
      account_type: field.accepted,
      routing_number: field.text.optional(),
    })
    .optional(),
  card: z
    .strictObject({
      token: field.text.optional(),
      number: field.text.optional(),
      exp_month: field.integer.optional(),
      exp_year: field.integer.optional(),
      cvc: field.text.optional(),
    })
    .optional(),
  billing_details: billing.optional(),
  allow_redisplay: field.accepted,
  metadata: field.metadata.optional(),
});
const updateParams = z.strictObject({
  billing_details: billing.optional(),
  card: z.strictObject({ exp_month: field.integer.optional(), exp_year: field.integer.optional() }).optional(),
  allow_redisplay: field.accepted,
  metadata: field.metadata.optional(),
});
const listParams = z.strictObject({
  ...field.page,
  customer: field.text.optional(),
  type: field.text.optional(),
  allow_redisplay: field.accepted,
});

type Billing = z.output<typeof billing>;

function billingDetails({ address, ...details }: Billing): Partial<PaymentMethod["billing_details"]> {
  return given({ ...details, address: address && fullAddress(address) });
}

function create(world: World, input: z.output<typeof createParams>): PaymentMethod {
  if (input.type !== "card") return createBank(world, input);
  if (!input.card) throw parameterMissing("card");
  const { token, number, exp_month: month = 12, exp_year: year } = input.card;
  return createCardMethod(world, {
    card: cardOf(token, number),
    expiryMonth: month,
    expiryYear: year ?? new Date(world.now() * 1000).getUTCFullYear() + 1,
    billing: billingDetails(input.billing_details ?? {}),
    metadata: mergeMetadata({}, input.metadata),
  });
}

function createBank(world: World, input: z.output<typeof createParams>): PaymentMethod {
  const number = input.sepa_debit?.iban ?? input.us_bank_account?.account_number;
  if (!number) throw parameterMissing(input.type);
  const account = testBankAccount(number);
  if (account?.type !== input.type) {
    throw invalidRequest("Only Stripe's test bank accounts work in the sandbox.", { param: input.type });
  }
  const billing = billingDetails(input.billing_details ?? {});
  return createBankMethod(world, { account, billing, metadata: mergeMetadata({}, input.metadata) });
}

function cardOf(token: string | undefined, number: string | undefined): TestCard {
  if (token) {
    const card = testCardByName(token);
    if (!card) throw resourceMissing("token", token, "card[token]", 400);
    return card;
  }
  if (!number) throw parameterMissing("card[number]");
  const card = testCard(number);
  if (!card) {
    throw new StripeError(402, "card_error", "Your card was declined. Only Stripe's test cards work in the sandbox.", {
      code: "card_declined",
      decline_code: "test_mode_live_card",
      param: "number",
    });
  }
  return card;
}

/** A card that a bank would refuse to verify can't be saved. */
function checkAttachable(world: World, method: PaymentMethod): void {
  const outcome = testCard(world.cardNumbers.get(method.id)?.number ?? "")?.outcome;
  if (outcome?.kind === "declined" && !outcome.attaches) throw cardError(outcome, { payment_method: method });
}

function update(world: World, present: PaymentMethod, input: z.output<typeof updateParams>): PaymentMethod {
  if (!present.customer) {
    throw invalidRequest("You must save this PaymentMethod to a customer before you can update it.", {
      code: "payment_method_unexpected_state",
    });
  }
  const changed = world.paymentMethods.put({
    ...present,
    billing_details: { ...present.billing_details, ...billingDetails(input.billing_details ?? {}) },
    card: present.card && { ...present.card, ...given(input.card ?? {}) },
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
  });
  world.emitUpdate("payment_method.updated", present, changed);
  return changed;
}

function methodsOf(world: World, customer: string | undefined, type: string | undefined): PaymentMethod[] {
  return world.paymentMethods
    .newestFirst()
    .filter((each) => (customer === undefined ? each.customer !== null : each.customer === customer))
    .filter((each) => type === undefined || each.type === type);
}

const attachParams = z.strictObject({ customer: field.text });
const customerListParams = z.strictObject({
  ...field.page,
  type: field.text.optional(),
  allow_redisplay: field.accepted,
});

export const paymentMethodRoutes = [
  route("POST", "/v1/payment_methods", createParams, ({ world, input }) => create(world, input)),
  route("GET", "/v1/payment_methods", listParams, ({ world, input }) =>
    paginate(methodsOf(world, input.customer, input.type), input, "/v1/payment_methods"),
  ),
  route("GET", "/v1/payment_methods/:id", nothing, ({ world, id }) => findPaymentMethod(world, id, "payment_method")),
  route("POST", "/v1/payment_methods/:id", updateParams, ({ world, input, id }) =>
    update(world, findPaymentMethod(world, id), input),
  ),
  route("POST", "/v1/payment_methods/:id/attach", attachParams, ({ world, input, id }) => {
    const customer = findCustomer(world, input.customer, "customer");
    const method = findPaymentMethod(world, id);
    checkAttachable(world, method);
    return attachPaymentMethod(world, method, customer.id);
  }),
  route("POST", "/v1/payment_methods/:id/detach", nothing, ({ world, id }) =>
    detachPaymentMethod(world, findPaymentMethod(world, id)),
  ),
  route("GET", "/v1/customers/:id/payment_methods", customerListParams, ({ world, input, id }) => {
    findCustomer(world, id);
    return paginate(methodsOf(world, id, input.type), input, `/v1/customers/${id}/payment_methods`);
  }),
  route("GET", "/v1/customers/:id/payment_methods/:childId", nothing, ({ world, id, childId }) => {
    const method = findPaymentMethod(world, childId);
    if (method.customer !== id) throw resourceMissing("PaymentMethod", childId, "payment_method");
    return method;
  }),
];
