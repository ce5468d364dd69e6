import { advanceCustomer } from "../steps/advance-customer";
import { advanceSubscription } from "../steps/advance-subscription";
import { cancelSubscription } from "../steps/cancel-subscription";
import { closeDispute } from "../steps/close-dispute";
import { expireCheckout } from "../steps/expire-checkout";
import { openDispute } from "../steps/open-dispute";
import { refundCharge } from "../steps/refund-charge";
import { settlePayment } from "../steps/settle-payment";
import { failRefund, settleRefund } from "../steps/settle-refund";
import { invalidRequest, resourceMissing } from "../stripe-error";
import { resendEvent } from "../webhooks/resend-event";
import type { World } from "../world";

/** What a person or a test can make happen to one object: `POST /control/<path>` with the object's id in `:id`. */
export interface ControlAction {
  path: string;
  run(world: World, id: string, body: Record<string, unknown>): object;
}

export const controlActions: ControlAction[] = [
  {
    path: "subscriptions/:id/advance",
    run: (world, id) => advanceSubscription(world, found(world.subscriptions.get(id), id)),
  },
  {
    path: "subscriptions/:id/cancel",
    run: (world, id) =>
      cancelSubscription(world, found(world.subscriptions.get(id), id), { reason: "cancellation_requested" }),
  },
  {
    path: "sessions/:id/expire",
    run: (world, id) => {
      const session = found(world.checkoutSessions.get(id), id);
      return session.status === "open" ? expireCheckout(world, session) : session;
    },
  },
  {
    path: "charges/:id/refund",
    run: (world, id, { amount }) => {
      const wanted = amount === undefined || amount === "" ? null : Number(amount);
      if (wanted !== null && !Number.isInteger(wanted)) throw invalidRequest("The amount is a number of minor units.");
      const details = { reason: "requested_by_customer", metadata: {} };
      return refundCharge(world, found(world.charges.get(id), id), { ...details, amount: wanted });
    },
  },
  { path: "charges/:id/dispute", run: (world, id) => openDispute(world, found(world.charges.get(id), id)) },
  {
    path: "customers/:id/advance",
    run: (world, id, { days, seconds }) => {
      const customer = found(world.customers.get(id), id);
      const duration = seconds === undefined ? Number(days) * 86_400 : Number(seconds);
      if (!Number.isInteger(duration) || duration < 1) throw invalidRequest("Say how many days or seconds.");
      advanceCustomer(world, customer, duration);
      return world.customers.get(id) ?? customer;
    },
  },
  {
    path: "payments/:id/succeed",
    run: (world, id) => settlePayment(world, found(world.paymentIntents.get(id), id), "succeeded"),
  },
  {
    path: "payments/:id/fail",
    run: (world, id) => settlePayment(world, found(world.paymentIntents.get(id), id), "failed"),
  },
  { path: "events/:id/resend", run: (world, id) => resendEvent(world, found(world.events.get(id), id), null) },
  { path: "refunds/:id/settle", run: (world, id) => settleRefund(world, found(world.refunds.get(id), id)) },
  { path: "refunds/:id/fail", run: (world, id) => failRefund(world, found(world.refunds.get(id), id)) },
  { path: "disputes/:id/win", run: (world, id) => closeDispute(world, found(world.disputes.get(id), id), "won") },
  { path: "disputes/:id/lose", run: (world, id) => closeDispute(world, found(world.disputes.get(id), id), "lost") },
];

function found<Item>(item: Item | undefined, id: string): Item {
  if (!item) throw resourceMissing("object", id, "id");
  return item;
}
