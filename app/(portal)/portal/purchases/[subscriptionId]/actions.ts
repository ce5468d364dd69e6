"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formValues } from "@/app/form-values";
import { orNotFound } from "@/app/or-not-found";
import type { FormState } from "@/components/ui/form-state";
import { requireUser } from "@/lib/identity/current-user";
import { cancelPurchase } from "@/lib/portal/cancel-purchase";
import { changePurchase } from "@/lib/portal/change-purchase";
import { resumePurchase } from "@/lib/portal/resume-purchase";
import { updatePaymentMethod } from "@/lib/portal/update-payment-method";
import { billingMessage } from "../../billing-message";
import { afterDeed, purchaseAddress, readPlace } from "./address";
import { answerCancellation, answerChange } from "./answers";
import { changingContext } from "./changing";

const order = z.object({
  line: z.string().catch(""),
  plan: z.string().catch(""),
  seats: z.string().catch(""),
  seenPrice: z.string().catch(""),
  seenQuantity: z.coerce.number().int().catch(-1),
  seenDue: z.coerce.number().int().catch(-1),
  // What is no date is as if it were long ago, and priced anew.
  pricedAt: z.coerce.date().catch(new Date(0)),
  attempt: z.uuid().catch(() => crypto.randomUUID()),
});

export async function confirmChange(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const place = readPlace(values);
  const { line, plan, seats, ...rest } = order.parse(values);
  const user = await requireUser(purchaseAddress(place, "change"));
  const result = await orNotFound(
    changePurchase(changingContext(), {
      userId: user.id,
      subscriptionId: place.subscriptionId,
      itemId: line,
      plan,
      seats,
      seen: { providerPriceId: rest.seenPrice, quantity: rest.seenQuantity },
      seenDueMinor: rest.seenDue,
      pricedAt: rest.pricedAt,
      attemptId: rest.attempt,
    }),
  );
  return answerChange(result, place, { line, plan, seats });
}

export async function cancelSubscription(_before: FormState, form: FormData): Promise<FormState> {
  const place = readPlace(formValues(form));
  const user = await requireUser(purchaseAddress(place, "cancel"));
  const { subscriptionId } = place;
  const result = await orNotFound(cancelPurchase(changingContext(), { userId: user.id, subscriptionId }));
  return answerCancellation(result, place, "canceled");
}

export async function keepSubscription(_before: FormState, form: FormData): Promise<FormState> {
  const place = readPlace(formValues(form));
  const user = await requireUser(purchaseAddress(place));
  const { subscriptionId } = place;
  const result = await orNotFound(resumePurchase(changingContext(), { userId: user.id, subscriptionId }));
  return answerCancellation(result, place, "kept");
}

/** To the provider's page for a new card, and back to this purchase. */
export async function updateCard(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const place = readPlace(values);
  const user = await requireUser(purchaseAddress(place));
  const { subscriptionId } = place;
  const returnTo = afterDeed(place, "card");
  const result = await orNotFound(
    updatePaymentMethod(changingContext(), { userId: user.id, subscriptionId, returnTo }),
  );
  if (result.kind === "portal") return redirect(result.url);
  return { values, errors: {}, message: billingMessage(result) };
}
