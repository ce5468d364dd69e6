import { disputeTransaction } from "../objects/balance-transaction";
import { invalidRequest } from "../stripe-error";
import type { Dispute } from "../wire";
import type { World } from "../world";

const over = new Set(["won", "lost", "warning_closed"]);

/** The bank has decided. An inquiry ends without money having moved; won, and the money comes back; lost, and it stays away. */
export function closeDispute(world: World, dispute: Dispute, status: "won" | "lost"): Dispute {
  if (over.has(dispute.status)) {
    throw invalidRequest(`This dispute is already closed: it is ${dispute.status}.`);
  }
  const isInquiry = dispute.status.startsWith("warning_");
  const closed = world.disputes.put({ ...dispute, status: isInquiry ? "warning_closed" : status });
  world.emitUpdate("charge.dispute.closed", dispute, closed);
  if (isInquiry || status === "lost") return closed;
  const now = world.now(world.charges.get(dispute.charge)?.customer);
  const transaction = world.balanceTransactions.put(disputeTransaction(closed, now, true));
  const balance_transactions = [...closed.balance_transactions, transaction];
  const reinstated = world.disputes.put({ ...closed, balance_transactions });
  world.emitUpdate("charge.dispute.funds_reinstated", closed, reinstated);
  return reinstated;
}
