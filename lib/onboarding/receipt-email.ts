import { z } from "zod";
import { normalizeEmail } from "@/lib/customers/customer";
import type { StartCheckoutResult } from "./states";

type Invalid = Extract<StartCheckoutResult, { kind: "invalid" }>;

const shape = z.email().max(254);

/** What was typed, if anything was. */
export function readEmail(typed: string | undefined): { kind: "read"; address: string | undefined } | Invalid {
  const text = normalizeEmail(typed ?? null) ?? undefined;
  if (text === undefined || shape.safeParse(text).success) return { kind: "read", address: text };
  return { kind: "invalid", fields: { email: "Enter an e-mail address, for example name@example.com." } };
}

/** The store keeps one account for each address, with its cards and receipts, so nobody gets into another's. */
export function emailNeeded(taken: string | null): Invalid {
  const email = taken
    ? `The store already has an account for ${taken}. Enter another address for the receipts of this purchase.`
    : "The store needs an e-mail address for the receipts of this purchase.";
  return { kind: "invalid", fields: { email } };
}
