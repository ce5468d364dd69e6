"use server";

import { z } from "zod";
import type { KeyReplaced } from "@/components/portal/replace-key";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { NotFoundError } from "@/lib/kernel/errors";
import { replaceLicenseKey } from "@/lib/portal/replace-license-key";

// An action's arguments come from the browser, whatever their types say.
const id = z.string().catch("");
const choice = z.boolean().catch(true);

export async function replaceKey(customerId: string, licenseId: string, freeSeats: boolean): Promise<KeyReplaced> {
  const user = await requireUser("/portal");
  try {
    const result = await replaceLicenseKey(getContext(), {
      userId: user.id,
      customerId: id.parse(customerId),
      licenseId: id.parse(licenseId),
      freeSeats: choice.parse(freeSeats),
    });
    if (result.kind === "limited") {
      const minutes = Math.ceil(result.retryAfterSeconds / 60);
      return { kind: "refused", reason: `Too many new keys in a short time. Please wait ${minutes} minutes.` };
    }
    return result;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return { kind: "refused", reason: "This key can only be replaced by an owner or admin of the license." };
  }
}
