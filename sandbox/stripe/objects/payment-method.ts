import { createHash } from "node:crypto";
import { newId } from "../ids";
import type { TestBankAccount } from "../test-bank-accounts";
import type { TestCard } from "@/sandbox/test-cards";
import type { Metadata, PaymentMethod } from "../wire";

export interface NewCardPaymentMethod {
  card: TestCard;
  expiryMonth: number;
  expiryYear: number;
  billing?: Partial<PaymentMethod["billing_details"]> | undefined;
  metadata?: Metadata | undefined;
}

/** A card payment method as Stripe shows one that was just made. */
export function cardPaymentMethod(input: NewCardPaymentMethod, now: number): PaymentMethod {
  const { card } = input;
  return {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null, ...input.billing },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: card.country,
      display_brand: card.brand,
      exp_month: input.expiryMonth,
      exp_year: input.expiryYear,
      fingerprint: fingerprintOf(card.number),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: "card",
  };
}

export interface NewBankPaymentMethod {
  account: TestBankAccount;
  billing?: Partial<PaymentMethod["billing_details"]> | undefined;
  metadata?: Metadata | undefined;
}

/** A bank debit payment method as Stripe shows one that was just made. */
export function bankPaymentMethod(input: NewBankPaymentMethod, now: number): PaymentMethod {
  const { account } = input;
  const last4 = account.number.slice(-4);
  const fingerprint = fingerprintOf(account.number);
  return {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null, ...input.billing },
    created: now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: input.metadata ?? {},
    ...(account.type === "sepa_debit"
      ? {
          sepa_debit: {
            bank_code: account.number.slice(4, 9),
            branch_code: "",
            country: account.country,
            fingerprint,
            generated_from: { charge: null, setup_attempt: null },
            last4,
          },
        }
      : {
          us_bank_account: {
            account_holder_type: "individual",
            account_type: "checking",
            bank_name: account.bank,
            financial_connections_account: null,
            fingerprint,
            last4,
            networks: { preferred: "ach", supported: ["ach"] },
            routing_number: "110000000",
            status_details: {},
          },
        }),
    type: account.type,
  };
}

/** The same card has the same fingerprint, however often it is entered. */
function fingerprintOf(number: string): string {
  return createHash("sha256").update(number).digest("base64url").slice(0, 16);
}
