"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formValues } from "@/app/form-values";
import { orNotFound } from "@/app/or-not-found";
import type { KeyRevealed } from "@/components/portal/license-key";
import type { FormState } from "@/components/ui/form-state";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { NotFoundError } from "@/lib/kernel/errors";
import { openBilling } from "@/lib/portal/open-billing";
import { revealLicenseKey } from "@/lib/portal/reveal-license-key";
import { billingMessage } from "./billing-message";

// An action's arguments come from the browser, whatever their types say.
const id = z.string().catch("");
const provider = z.enum(["STRIPE", "FASTSPRING"]).optional().catch(undefined);

export async function revealKey(customerId: string, licenseId: string): Promise<KeyRevealed> {
  const user = await requireUser("/portal");
  try {
    const result = await revealLicenseKey(getContext(), {
      userId: user.id,
      customerId: id.parse(customerId),
      licenseId: id.parse(licenseId),
    });
    if (result.kind === "revealed") return result;
    return {
      kind: "refused",
      reason: `Too many keys in a short time. Please wait ${result.retryAfterSeconds} seconds.`,
    };
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { kind: "refused", reason: "This key can only be seen by an owner or admin of the license." };
  }
}

export async function manageBilling(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const { customer = "", returnTo } = values;
  const user = await requireUser("/portal/billing");
  const asked = { userId: user.id, customerId: customer, provider: provider.parse(values.provider), returnTo };
  const result = await orNotFound(openBilling(getContext(), asked));
  if (result.kind === "portal") return redirect(result.url);
  return { values, errors: {}, message: billingMessage(result) };
}
