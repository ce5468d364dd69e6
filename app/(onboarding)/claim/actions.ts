"use server";

import { redirect } from "next/navigation";
import { portalAddress } from "@/app/(portal)/portal/visit";
import { formValues } from "@/app/form-values";
import type { FormState } from "@/components/ui/form-state";
import { claimPurchase } from "@/lib/claiming/claim-purchase";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { assertNever } from "@/lib/kernel/assert-never";
import { claimAddress } from "./asked";

/** The button behind a mailed link: adds the purchase to the account of whoever is signed in. */
export async function addToAccount(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { token = "" } = values;
  const user = await requireUser(claimAddress(token));
  const answer = await claimPurchase(getContext(), { claimant: user, token });
  switch (answer.kind) {
    case "claimed":
    case "already_yours":
      return redirect(portalAddress("/portal", answer.customerId));
    case "limited":
      return {
        values,
        errors: {},
        message: `Too many tries. Please wait ${answer.retryAfterSeconds} seconds. Nothing is lost.`,
      };
    case "used":
    case "expired":
    case "owned_by_other":
    case "invalid":
      // The page says it in its own words.
      return redirect(claimAddress(token));
    default:
      return assertNever(answer);
  }
}
