import { balanceTransaction } from "../objects/charge";
import { refund } from "../objects/refund";
import { invalidRequest } from "../stripe-error";
import type { Charge, Metadata, Refund } from "../wire";
import type { World } from "../world";

/** Gives back all or part of a charge; never more than is left of it. */
export function refundCharge(
  world: World,
  charge: Charge,
  input: { amount: number | null; reason: string | null; metadata: Metadata },
): Refund {
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = input.amount ?? left;
  if (charge.status !== "succeeded")
    throw invalidRequest(`Charge ${charge.id} was not successful and cannot be refunded.`);
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (amount > left || amount < 1) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: "amount",
    });
  }
  const made = refund(charge, { ...input, amount }, world.now(charge.customer));
  const transaction = world.balanceTransactions.put(balanceTransaction(made, made.created));
  const kept = world.refunds.put({ ...made, balance_transaction: transaction.id });
  const amount_refunded = charge.amount_refunded + amount;
  const changed = world.charges.put({
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount_captured,
  });
  world.emit("refund.created", kept);
  world.emitUpdate("charge.refunded", charge, changed);
  return kept;
}
