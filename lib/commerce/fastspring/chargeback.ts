/**
 * FastSpring tells of a chargeback in an event alone; no request gives it back. What the event says that lasts is that
 * the order's payment is contested, so that is the name of the payment it is about.
 */
const prefix = "chargeback:";

export function chargebackOf(orderId: string): string {
  return `${prefix}${orderId}`;
}

/** The order that a payment id stands for, and whether it says that the order is contested. */
export function readPaymentId(paymentId: string): { orderId: string; isChargeback: boolean } {
  const isChargeback = paymentId.startsWith(prefix);
  return { orderId: isChargeback ? paymentId.slice(prefix.length) : paymentId, isChargeback };
}
