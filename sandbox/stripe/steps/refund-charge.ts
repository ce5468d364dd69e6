import { refundTransaction } from "../objects/balance-transaction";
import { refund } from "../objects/refund";
import { invalidRequest } from "../stripe-error";
import type { Charge, Metadata, Refund } from "../wire";
import type { World } from "../world";
import { appoint } from "./appointments";
import { aftermathOf } from "./card-outcome";

/** How long a refund that does not settle at once takes, in the customer's time. */
const settlingSeconds = 3600;

/** Gives back all or part of a charge; never more than is left of it. */
export function refundCharge(
  world: World,
  charge: Charge,
  input: { amount: number | null; reason: string | null; metadata: Metadata },
): Refund {
  const amount = checkAmount(charge, input.amount, isChargedBack(world, charge));
  const now = world.now(charge.customer);
  const aftermath = aftermathOf(world, charge.payment_method);
  const sequel = aftermath?.kind === "refund" ? aftermath : null;
  const made = refund(charge, { ...input, amount, ...(sequel ? { status: sequel.first } : {}) }, now);
  const transaction = world.balanceTransactions.put(refundTransaction(made, now));
  const kept = world.refunds.put({ ...made, balance_transaction: transaction.id });
  const { customer } = charge;
  if (sequel) appoint(world, "refund_settles", kept.id, { at: now + settlingSeconds, customer });
  const amount_refunded = charge.amount_refunded + amount;
  const refunded = amount_refunded === charge.amount_captured;
  const changed = world.charges.put({ ...charge, amount_refunded, refunded });
  world.emit("refund.created", kept);
  world.emitUpdate("charge.refunded", charge, changed);
  return kept;
}

function isChargedBack(world: World, { id, disputed }: Charge): boolean {
  return disputed && world.disputes.newestFirst().some((each) => each.charge === id && !each.is_charge_refundable);
}

function checkAmount(charge: Charge, wanted: number | null, isChargedBack: boolean): number {
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = wanted ?? left;
  if (charge.status !== "succeeded")
    throw invalidRequest(`Charge ${charge.id} was not successful and cannot be refunded.`);
  if (isChargedBack)
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (amount > left || amount < 1) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: "amount",
    });
  }
  return amount;
}
