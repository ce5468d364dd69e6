import type { EventSubject } from "@/lib/commerce/subject";
import type { Outcome } from "@/lib/kernel/outcome";
import { fulfill } from "./fulfill";
import type { FulfillmentContext } from "./fulfillment-context";
import { followCustomer } from "./steps/follow-customer";
import { followPayment } from "./steps/follow-payment";

/**
 * Does what an event asks for: a purchase is fulfilled; a payment leads to the purchases that it paid for, a customer
 * to those that it made. As safe to repeat as `fulfill`.
 */
export async function followSubject(
  ctx: FulfillmentContext,
  { subject, cause, forEvents = false }: { subject: EventSubject; cause: string; forEvents?: boolean },
): Promise<Outcome> {
  switch (subject.kind) {
    case "subscription":
    case "order":
      return await fulfill(ctx, { subject, cause, forEvents });
    case "payment":
      return await followPayment(ctx, { subject, cause });
    case "customer":
    case "buyer":
      return await followCustomer(ctx, { subject, cause });
  }
}
