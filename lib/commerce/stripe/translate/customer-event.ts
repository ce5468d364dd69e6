import { z } from "zod";
import type { CustomerSubject } from "../../subject";
import { unreadable, type Translation } from "./translation";

const customer = z.object({ id: z.string().min(1) });

/** What `customer.updated` and `customer.deleted` share: the object is the customer. */
export function translateCustomerEvent(object: unknown, kind: CustomerSubject["kind"]): Translation {
  const parsed = customer.safeParse(object);
  return parsed.success ? { subject: { provider: "STRIPE", kind, id: parsed.data.id } } : unreadable("customer");
}
