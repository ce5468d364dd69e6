import { testBankAccount } from "../test-bank-accounts";
import type { Aftermath, CardOutcome } from "@/sandbox/test-cards";
import { testCard } from "@/sandbox/test-cards";
import type { PaymentMethod } from "../wire";
import type { World } from "../world";

export interface PayerPresence {
  /** The payer has just passed the bank's question. */
  authenticated?: boolean | undefined;
  /** The payer is not there to be asked, as at a renewal. */
  offSession?: boolean | undefined;
  /** The account's schedule makes this attempt, not a person. */
  isScheduled?: boolean | undefined;
}

type Decline = Extract<CardOutcome, { kind: "declined" }>;

/** What charging this payment method comes to, before anything is written down. */
export type ChargeOutcome =
  { kind: "approved" } | Decline | { kind: "authentication" } | { kind: "delayed"; days: number };

const approved = { kind: "approved" } as const;

const needsAuthentication: Decline = {
  kind: "declined",
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
  attaches: true,
};

export function cardOutcome(world: World, method: PaymentMethod, payer: PayerPresence): ChargeOutcome {
  const known = world.cardNumbers.get(method.id);
  if (!known) return { kind: "approved" };
  const account = testBankAccount(known.number);
  if (account) return { kind: "delayed", days: account.daysUntilAnswer };
  const outcome = testCard(known.number)?.outcome ?? approved;
  if (outcome.kind !== "authentication") return outcome;
  const isSetUp = known.authenticated && !outcome.always;
  return payer.authenticated || isSetUp ? approved : askPayer(payer);
}

function askPayer({ offSession }: PayerPresence): ChargeOutcome {
  return offSession ? needsAuthentication : { kind: "authentication" };
}

/** What comes of a payment with this method later, if anything does. */
export function aftermathOf(world: World, method: string | null): Aftermath | null {
  return testCard(world.cardNumbers.get(method ?? "")?.number ?? "")?.aftermath ?? null;
}

/** Remembers that the bank's question was passed once, so that a card which only asks at set-up stays quiet. */
export function rememberAuthentication(world: World, method: string): void {
  const known = world.cardNumbers.get(method);
  if (known) world.cardNumbers.put({ ...known, authenticated: true });
}
