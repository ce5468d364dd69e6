import { chargeOf, subjectOf } from "./names";
import type { Payment } from "./stage";
import type { Ticks } from "./ticks";

type Event = { eventId: string; subject: string | null };

/**
 * Purchases of which Usher was told since they changed last, by an event that was not given up. Of what happened to a payment of a
 * subscription only events of that payment tell; an order's payment is read with the order.
 */
export function findTold(
  events: readonly Event[],
  { payments, givenUp, ticks }: { payments: readonly Payment[]; givenUp: ReadonlySet<string>; ticks: Ticks },
): Set<string> {
  const known = events.flatMap(({ eventId, subject }) =>
    subject !== null && !givenUp.has(subject) ? [{ eventId, id: subject.split(":")[2] ?? "" }] : [],
  );
  const paymentOf = (given: string) => payments.find(({ id, charge }) => id === given || charge === given);
  const isPaymentTold = (payment: Payment) =>
    known.some(({ eventId, id }) => paymentOf(id) === payment && ticks.isFresh(eventId, chargeOf(payment.charge)));
  const isUnclear = (purchase: string) =>
    purchase.startsWith("sub_") && payments.some((payment) => payment.purchase === purchase && !isPaymentTold(payment));
  const told = known.flatMap(({ eventId, id }) => {
    const purchase = paymentOf(id)?.purchase ?? id;
    return ticks.isFresh(eventId, subjectOf(purchase)) && !isUnclear(purchase) ? [purchase] : [];
  });
  return new Set(told);
}
