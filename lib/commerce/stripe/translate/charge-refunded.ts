import { z } from "zod";
import { idOf, paymentSubject, unreadable, type Translation } from "./translation";

const charge = z.object({ id: z.string().min(1), payment_intent: idOf });

/** Money went back, all of it or a part; the object is the charge. */
export function chargeRefunded(object: unknown): Translation {
  const parsed = charge.safeParse(object);
  return parsed.success ? paymentSubject(parsed.data.payment_intent ?? parsed.data.id) : unreadable("charge");
}
