import { notFound } from "next/navigation";
import { z } from "zod";
import { attachPurchases } from "@/lib/claiming/attach-purchases";
import { getContext } from "@/lib/context";
import { listMyCustomers } from "@/lib/customers/list-my-customers";
import type { MyCustomer } from "@/lib/customers/membership";
import { requireUser } from "@/lib/identity/current-user";

const asked = z.object({
  customer: z.uuid().optional(),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
});

export type Search = Promise<Record<string, string | string[] | undefined>>;

export type Visit = {
  userId: string;
  customers: MyCustomer[];
  /** Whose things are shown; null: this user has never said who they are. */
  current: MyCustomer | null;
  page: number;
};

/**
 * Who looks at the portal, and at whose things: the customer in the address, else what was bought before they signed in
 * and is theirs since now, else the first one they joined.
 */
export async function readVisit(path: string, search: Search): Promise<Visit> {
  const user = await requireUser(path);
  const parsed = asked.safeParse(await search);
  if (!parsed.success) notFound();
  const attached = await attachPurchases(getContext(), user);
  const customers = await listMyCustomers(getContext(), { userId: user.id });
  const chosen = customers.find(({ customer }) => customer.id === parsed.data.customer);
  if (parsed.data.customer && !chosen) notFound();
  const fresh = customers.find(({ customer }) => attached.includes(customer.id));
  return { userId: user.id, customers, current: chosen ?? fresh ?? customers[0] ?? null, page: parsed.data.page ?? 1 };
}

/** The address of a portal page for this customer. */
export function portalAddress(path: string, customerId: string, page?: number): string {
  const query = new URLSearchParams({ customer: customerId });
  if (page !== undefined) query.set("page", String(page));
  return `${path}?${query}`;
}
