import { disputeTransaction } from "../objects/balance-transaction";
import { dispute } from "../objects/dispute";
import { invalidRequest } from "../stripe-error";
import type { Charge, Dispute } from "../wire";
import type { World } from "../world";

/** The buyer's bank takes the money back until it has heard both sides; an inquiry only asks. */
export function openDispute(world: World, charge: Charge, reason = "fraudulent", isInquiry = false): Dispute {
  const amount = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded" || amount === 0 || charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} has nothing that can be disputed.`);
  }
  const now = world.now(charge.customer);
  world.charges.put({ ...charge, disputed: true });
  const opened = world.disputes.put(dispute(charge, { amount, reason, isInquiry }, now));
  world.emit("charge.dispute.created", opened);
  if (isInquiry) return opened;
  const transaction = world.balanceTransactions.put(disputeTransaction(opened, now));
  const withdrawn = world.disputes.put({ ...opened, balance_transactions: [transaction] });
  world.emitUpdate("charge.dispute.funds_withdrawn", opened, withdrawn);
  return withdrawn;
}
