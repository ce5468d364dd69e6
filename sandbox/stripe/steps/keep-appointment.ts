import type { Appointment } from "../records";
import type { World } from "../world";
import { aftermathOf } from "./card-outcome";
import { retryInvoice } from "./collect-invoice";
import { expirePendingUpdate } from "./end-pending-update";
import { openDispute } from "./open-dispute";
import { settlePayment } from "./settle-payment";
import { settleRefund } from "./settle-refund";

/** Lets the thing happen whose time has come; where it has become moot meanwhile, nothing does. */
export function keepAppointment(world: World, { id, kind, subject }: Appointment): void {
  world.appointments.remove(id);
  switch (kind) {
    case "dispute_opens":
      return disputeCharge(world, subject);
    case "payment_retry":
      return retryInvoice(world, subject);
    case "pending_update_expires":
      return expirePendingUpdate(world, subject);
    case "payment_settles": {
      const intent = world.paymentIntents.get(subject);
      if (intent) settlePayment(world, intent);
      return;
    }
    case "refund_settles": {
      const refund = world.refunds.get(subject);
      if (refund) settleRefund(world, refund);
      return;
    }
    case "collection_resumes":
      return resumeCollection(world, subject);
    case "trial_will_end":
      return announceTrialEnd(world, subject);
  }
}

function disputeCharge(world: World, id: string): void {
  const charge = world.charges.get(id);
  const aftermath = charge && aftermathOf(world, charge.payment_method);
  const isOpenTo = charge && !charge.disputed && charge.amount_refunded < charge.amount_captured;
  if (isOpenTo && aftermath?.kind === "dispute") openDispute(world, charge, aftermath.reason, aftermath.isInquiry);
}

function announceTrialEnd(world: World, id: string): void {
  const subscription = world.subscriptions.get(id);
  if (subscription?.status === "trialing") world.emit("customer.subscription.trial_will_end", subscription);
}

function resumeCollection(world: World, id: string): void {
  const before = world.subscriptions.get(id);
  if (!before?.pause_collection || before.ended_at !== null) return;
  const after = world.subscriptions.put({ ...before, pause_collection: null });
  world.emitUpdate("customer.subscription.updated", before, after);
}
