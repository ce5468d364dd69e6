import { refundTransaction } from "../objects/balance-transaction";
import type { Refund } from "../wire";
import type { World } from "../world";
import { callOff } from "./appointments";
import { aftermathOf } from "./card-outcome";

/** Ends a refund the way its card says: pending money arrives, or it comes back after all. */
export function settleRefund(world: World, refund: Refund): Refund {
  callOff(world, "refund_settles", refund.id);
  const aftermath = aftermathOf(world, refund.payment_method);
  if (aftermath?.kind === "refund" && aftermath.last === "failed") return failRefund(world, refund);
  const { pending_reason: _reason, ...rest } = refund;
  const settled = world.refunds.put({ ...rest, status: "succeeded" });
  world.emitUpdate("refund.updated", refund, settled);
  world.emitUpdate("charge.refund.updated", refund, settled);
  return settled;
}

/** The buyer's bank sent the money back, and with it the charge is paid again. */
export function failRefund(world: World, refund: Refund): Refund {
  callOff(world, "refund_settles", refund.id);
  const charge = world.charges.get(refund.charge ?? "");
  const now = world.now(charge?.customer);
  const transaction = world.balanceTransactions.put(refundTransaction(refund, now, true));
  const { pending_reason: _reason, ...rest } = refund;
  const failure = { failure_balance_transaction: transaction.id, failure_reason: "expired_or_canceled_card" };
  const failed = world.refunds.put({ ...rest, ...failure, status: "failed" });
  if (charge) {
    const amount_refunded = charge.amount_refunded - refund.amount;
    world.charges.put({ ...charge, amount_refunded, refunded: false });
  }
  world.emitUpdate("refund.updated", refund, failed);
  world.emitUpdate("charge.refund.updated", refund, failed);
  world.emit("refund.failed", failed);
  return failed;
}
