import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { deletedCustomer } from "../api/references";
import { nothing, route } from "../api/route";
import { search, searchParams } from "../api/search";
import { customer, fullAddress } from "../objects/customer";
import { resourceMissing } from "../stripe-error";
import { deleteCustomer } from "../steps/delete-customer";
import { attachPaymentMethod, findPaymentMethod } from "../steps/save-payment-method";
import type { Customer } from "../wire";
import type { World } from "../world";

const shared = {
  address: field.clearable(field.address).optional(),
  description: field.clearableText.optional(),
  email: field.clearable(field.email).optional(),
  invoice_settings: z
    .strictObject({
      default_payment_method: field.clearableText.optional(),
      footer: field.clearableText.optional(),
      custom_fields: field.accepted,
      rendering_options: field.accepted,
    })
    .optional(),
  metadata: field.metadata.optional(),
  name: field.clearableText.optional(),
  phone: field.clearableText.optional(),
  preferred_locales: z.array(field.text).optional(),
  shipping: field
    .clearable(z.strictObject({ address: field.address, name: field.text, phone: field.clearableText.optional() }))
    .optional(),
  tax_exempt: z.enum(["none", "exempt", "reverse"]).optional(),
  validate: field.accepted,
};

const createParams = z.strictObject({
  ...shared,
  payment_method: field.text.optional(),
  source: field.text.optional(),
  test_clock: field.text.optional(),
});
const updateParams = z.strictObject(shared);
const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  email: field.text.optional(),
  test_clock: field.text.optional(),
});

/** The customer with this id, or Stripe's refusal naming the parameter it came in. */
export function findCustomer(world: World, id: string, param = "id"): Customer {
  const found = world.customers.get(id);
  if (!found) throw resourceMissing("customer", id, param, param === "id" ? 404 : 400);
  return found;
}

function create(world: World, input: z.output<typeof createParams>): Customer {
  const clock = input.test_clock;
  if (clock && !world.testClocks.get(clock)) throw resourceMissing("test_helpers.test_clock", clock, "test_clock", 400);
  const { shipping } = input;
  const now = (clock && world.testClocks.get(clock)?.frozen_time) || world.now();
  const made = world.customers.put(
    customer(
      {
        email: input.email,
        name: input.name,
        phone: input.phone,
        description: input.description,
        address: fullAddress(input.address),
        shipping: shipping ? shippingOf(shipping) : null,
        metadata: mergeMetadata({}, input.metadata),
        preferredLocales: input.preferred_locales,
        taxExempt: input.tax_exempt,
        testClock: clock,
      },
      now,
    ),
  );
  world.emit("customer.created", made);
  return withMethod(world, made, input);
}

/** Saves the given card with the new customer; `source` and a default of the same name mean that very card. */
function withMethod(world: World, made: Customer, input: z.output<typeof createParams>): Customer {
  const { payment_method: named, source, invoice_settings: settings } = input;
  const wanted = named ?? source?.replace(/^tok_/, "pm_card_");
  const method = wanted && attachPaymentMethod(world, findPaymentMethod(world, wanted), made.id);
  const preset = settings?.default_payment_method;
  const isSameCard = method && (source !== undefined || preset === named);
  const fallback = isSameCard ? method.id : preset;
  if (!fallback) return made;
  const invoice_settings = { ...made.invoice_settings, default_payment_method: fallback };
  return world.customers.put({ ...made, invoice_settings });
}

function update(world: World, present: Customer, input: z.output<typeof updateParams>): Customer {
  const { description, email, name, phone, preferred_locales, tax_exempt, shipping, address } = input;
  const changed = world.customers.put({
    ...present,
    ...given({ description, email, name, phone, preferred_locales, tax_exempt }),
    ...given({ address: address && fullAddress(address), shipping: shipping && shippingOf(shipping) }),
    invoice_settings: { ...present.invoice_settings, ...invoiceSettings(world, present, input) },
    metadata: mergeMetadata(present.metadata, input.metadata),
  });
  world.emitUpdate("customer.updated", present, changed);
  return changed;
}

function invoiceSettings(
  world: World,
  present: Customer,
  { invoice_settings: settings }: z.output<typeof updateParams>,
) {
  const method = settings?.default_payment_method;
  if (method && world.paymentMethods.get(method)?.customer !== present.id) {
    throw resourceMissing("PaymentMethod", method, "invoice_settings[default_payment_method]", 400);
  }
  return given({ default_payment_method: method, footer: settings?.footer });
}

type ShippingParams = NonNullable<z.output<typeof updateParams>["shipping"]>;

function shippingOf({ address, name, phone }: ShippingParams): NonNullable<Customer["shipping"]> {
  return { address: fullAddress(address) ?? undefined, name, phone: phone ?? null };
}

function remove(world: World, present: Customer): object {
  deleteCustomer(world, present);
  return { id: present.id, object: "customer", deleted: true };
}

export const customerRoutes = [
  route("POST", "/v1/customers", createParams, ({ world, input }) => create(world, input)),
  route("GET", "/v1/customers/search", searchParams, ({ world, input }) =>
    search(world.customers.newestFirst(), input, "/v1/customers/search"),
  ),
  route("GET", "/v1/customers", listParams, ({ world, input }) => {
    const { email, test_clock: clock, created } = input;
    const found = world.customers
      .newestFirst()
      .filter((each) => email === undefined || each.email === email)
      .filter((each) => clock === undefined || each.test_clock === clock)
      .filter((each) => isWithin(each.created, created));
    return paginate(found, input, "/v1/customers");
  }),
  route("GET", "/v1/customers/:id", nothing, ({ world, id }) => deletedCustomer(world, id) ?? findCustomer(world, id)),
  route("POST", "/v1/customers/:id", updateParams, ({ world, input, id }) =>
    update(world, findCustomer(world, id), input),
  ),
  route("DELETE", "/v1/customers/:id", nothing, ({ world, id }) => remove(world, findCustomer(world, id))),
];
