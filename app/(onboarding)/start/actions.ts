"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formValues } from "@/app/form-values";
import { orNotFound } from "@/app/or-not-found";
import type { FormState } from "@/components/ui/form-state";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { assertNever } from "@/lib/kernel/assert-never";
import { identifyCustomer } from "@/lib/onboarding/identify-customer";
import { restartCheckout } from "@/lib/onboarding/restart-checkout";
import { startCheckout } from "@/lib/onboarding/start-checkout";
import { readAsked, returnAddress, startAddress, type Asked } from "./asked";

const unavailable =
  "The payment provider can’t be reached at the moment. Nothing was charged; please try again shortly.";

/** What can't be read is left to the deed, which says in its words what is wrong. */
const orderForm = z.object({
  customer: z.string().optional(),
  sku: z.string().catch(""),
  email: z.string().optional(),
  quantity: z.string().trim().regex(/^\d+$/).transform(Number).catch(Number.NaN),
});

export async function identify(asked: Asked, _before: FormState, form: FormData): Promise<FormState> {
  // What is bound to an action comes from the browser, so it is read like an address.
  const here = startAddress(await readAsked(Promise.resolve(asked)));
  const user = await requireUser(here);
  const values = formValues(form);
  const result = await identifyCustomer(getContext(), { ...values, userId: user.id });
  if (result.kind === "invalid") return { values, errors: result.fields, message: null };
  redirect(here);
}

export async function pay(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { customer, sku, quantity, email } = orderForm.parse(values);
  const user = await requireUser(startAddress({ offer: sku, customer }));
  const result = await orNotFound(
    startCheckout(getContext(), { userId: user.id, customerId: customer, sku, quantity, email }),
  );
  switch (result.kind) {
    case "checkout":
      return redirect(result.url);
    case "existing_subscription":
      return redirect(startAddress({ offer: sku, customer: result.subscription.customerId }));
    case "already_paid":
      return redirect(returnAddress(result.sessionId));
    case "invalid":
      return { values, errors: result.fields, message: result.fields.customer ?? null };
    case "limited":
      return { values, errors: {}, message: tooManyTries(result.retryAfterSeconds) };
    case "provider_unavailable":
      return { values, errors: {}, message: unavailable };
    default:
      return assertNever(result);
  }
}

export async function startOver(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { customer, sku, quantity } = orderForm.parse(values);
  const user = await requireUser(startAddress({ offer: sku, customer }));
  const result = await orNotFound(restartCheckout(getContext(), { userId: user.id, intentId: values.intent ?? "" }));
  switch (result.kind) {
    case "restarted":
      return redirect(startAddress({ offer: sku, quantity: quantity || undefined, customer }));
    case "already_paid":
      return redirect(returnAddress(result.sessionId));
    case "limited":
      return { values, errors: {}, message: tooManyTries(result.retryAfterSeconds) };
    case "provider_unavailable":
      return { values, errors: {}, message: unavailable };
    default:
      return assertNever(result);
  }
}

function tooManyTries(seconds: number): string {
  return `Too many tries. Please wait ${seconds} seconds.`;
}
