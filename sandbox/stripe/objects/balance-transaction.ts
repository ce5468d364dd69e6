import { newId } from "../ids";
import type { BalanceTransaction, Charge, Dispute, Refund } from "../wire";

const feePartsPerThousand = 29;
const fixedFee = 30;
const disputeFee = 1500;

export interface Movement {
  source: string;
  amount: number;
  currency: string;
  fee: number;
  description: string | null;
  type: string;
  category: string;
}

/** One movement on the balance. */
function balanceTransaction(movement: Movement, now: number): BalanceTransaction {
  const { amount, currency, fee, description, type, category, source } = movement;
  const detail = { amount: fee, application: null, currency, description: "Stripe processing fees" };
  return {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: now + 7 * 86_400,
    balance_type: "payments",
    created: now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ ...detail, type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "pending",
    type,
  };
}

/** A captured charge, with the usual card fee. */
export function chargeTransaction(source: Charge, now: number): BalanceTransaction {
  const { id, amount_captured: amount, currency, description } = source;
  const fee = Math.round((amount * feePartsPerThousand) / 1000) + fixedFee;
  const kind = { type: source.object, category: source.object };
  return balanceTransaction({ source: id, amount, currency, fee, description, ...kind }, now);
}

/** A refund, or, where it failed, the money coming back. */
export function refundTransaction(source: Refund, now: number, hasFailed = false): BalanceTransaction {
  const { id, currency, description = null } = source;
  const amount = hasFailed ? source.amount : -source.amount;
  const kind = hasFailed
    ? { type: "refund_failure", category: "refund_failure" }
    : { type: "refund", category: "refund" };
  return balanceTransaction({ source: id, amount, currency, fee: 0, description, ...kind }, now);
}

/** What a dispute takes, with its fee, or what winning it gives back. */
export function disputeTransaction(source: Dispute, now: number, isWon = false): BalanceTransaction {
  const { id, currency } = source;
  const description = `Chargeback ${isWon ? "reversal" : "withdrawal"} for ${source.charge}`;
  const movement = isWon
    ? { amount: source.amount, fee: -disputeFee, category: "dispute_reversal" }
    : { amount: -source.amount, fee: disputeFee, category: "dispute" };
  return balanceTransaction({ source: id, currency, description, type: "adjustment", ...movement }, now);
}
