import { z } from "zod";

/** What the address asks for. Anything unreadable counts as not said. */
const asked = z
  .object({
    offer: z
      .string()
      .max(200)
      .regex(/^\P{Cc}*$/u)
      .optional()
      .catch(undefined),
    quantity: z.coerce.number().int().optional().catch(undefined),
    customer: z.uuid().optional().catch(undefined),
    canceled: z
      .literal("1")
      .optional()
      .catch(undefined)
      .transform((value) => value === "1"),
  })
  .catch({ canceled: false });

export type Asked = z.infer<typeof asked>;

export async function readAsked(search: Promise<unknown>): Promise<Asked> {
  return asked.parse(await search);
}

/** The address of the flow that asks for this. */
export function startAddress({ offer, quantity, customer }: Partial<Asked>): string {
  const search = new URLSearchParams();
  if (offer) search.set("offer", offer);
  if (quantity !== undefined) search.set("quantity", String(quantity));
  if (customer) search.set("customer", customer);
  return search.size > 0 ? `/start?${search}` : "/start";
}

export function returnAddress(sessionId: string): string {
  return `/start/return?${new URLSearchParams({ session_id: sessionId })}`;
}
