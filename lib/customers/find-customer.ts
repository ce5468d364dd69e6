import type { Db, Tx } from "@/lib/db/client";
import { NotFoundError } from "@/lib/kernel/errors";
import type { Customer } from "./customer";
import { findCustomerRow } from "./customer-store";

/** The customer, for the system's own work: nobody's permission is asked. Throws `NotFoundError`. */
export async function findCustomer(ctx: { db: Db | Tx }, customerId: string): Promise<Customer> {
  const customer = await findCustomerRow(ctx.db, { id: customerId });
  if (!customer) throw new NotFoundError("Customer");
  return customer;
}
