import type { Stripe } from "stripe";
import type { Dispute } from "../dispute";
import type { PaymentIssues } from "../payment-issues";
import type { Refund, RefundStatus } from "../refund";
import { callStripe } from "./call-stripe";
import { metadataKeys, readMetadata } from "./metadata";
import type { StripeClient } from "./stripe-client";
import { fromUnix } from "./time";

/** More than any payment can have. */
const most = 1_000;

/** All refunds and disputes of these payments, by payment intent, or by charge where there was none. */
export async function readPaymentIssues(
  stripe: StripeClient,
  paymentIds: string[],
  signal: AbortSignal,
): Promise<PaymentIssues> {
  // An event may have named the invoice, which has neither.
  const payments = paymentIds.filter((id) => !id.startsWith("in_"));
  const read = await Promise.all(payments.map((id) => readIssuesOf(stripe, id, signal)));
  return { refunds: read.flatMap(({ refunds }) => refunds), disputes: read.flatMap(({ disputes }) => disputes) };
}

async function readIssuesOf(stripe: StripeClient, id: string, signal: AbortSignal): Promise<PaymentIssues> {
  const of = id.startsWith("pi_") ? { payment_intent: id, limit: 100 } : { charge: id, limit: 100 };
  const [refunds, disputes] = await Promise.all([
    callStripe(`reading refunds of ${id}`, () => stripe.refunds.list(of).autoPagingToArray({ limit: most }), signal),
    callStripe(`reading disputes of ${id}`, () => stripe.disputes.list(of).autoPagingToArray({ limit: most }), signal),
  ]);
  return {
    refunds: refunds.map((refund) => toRefund(refund, id)),
    disputes: disputes.map((dispute) => toDispute(dispute, id)),
  };
}

function toRefund(refund: Stripe.Refund, paymentId: string): Refund {
  return {
    id: refund.id,
    paymentId,
    status: toRefundStatus(refund.status),
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
    reason: refund.reason,
    lines: readMetadata(refund.metadata, metadataKeys.refundedLines)?.split(/[\s,]+/) ?? [],
    refundedAt: fromUnix(refund.created),
  };
}

function toRefundStatus(status: string | null): RefundStatus {
  switch (status) {
    case "pending":
    case "succeeded":
    case "requires_action":
    case "failed":
    case "canceled":
      return status;
    default:
      return "unknown";
  }
}

function toDispute(dispute: Stripe.Dispute, paymentId: string): Dispute {
  return {
    id: dispute.id,
    paymentId,
    status: toDisputeStatus(dispute.status),
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    reason: dispute.reason,
    openedAt: fromUnix(dispute.created),
  };
}

/** A state that Stripe invents later is open: it is neither won nor lost. */
function toDisputeStatus(status: string): Dispute["status"] {
  switch (status) {
    case "won":
    case "lost":
      return status;
    case "warning_closed":
    case "prevented":
      return "closed";
    default:
      return "open";
  }
}
