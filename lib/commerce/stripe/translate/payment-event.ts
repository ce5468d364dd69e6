import { z } from "zod";
import { idOf, paymentSubject, unreadable, type Translation } from "./translation";

const moved = z.object({ payment_intent: idOf, charge: idOf });

/** What refunds and disputes share: they name the payment intent, or only the charge when there was no intent. */
export function translatePaymentEvent(what: string, object: unknown): Translation {
  const parsed = moved.safeParse(object);
  const id = parsed.success ? (parsed.data.payment_intent ?? parsed.data.charge) : null;
  return id ? paymentSubject(id) : unreadable(what);
}
