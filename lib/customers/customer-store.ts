import type { Db, Tx } from "@/lib/db/client";
import type { Customer as CustomerRow, Prisma } from "@/lib/db/generated/client";
import type { Customer } from "./customer";
import type { MembershipRole, MyCustomer } from "./membership";

export function toCustomer(row: CustomerRow): Customer {
  const { id, type, origin, name, displayName, email, licenseeId } = row;
  return { id, type, origin, name, displayName, email, licenseeId };
}

export async function findCustomerRow(db: Db | Tx, where: Prisma.CustomerWhereUniqueInput): Promise<Customer | null> {
  const row = await db.customer.findUnique({ where });
  return row && toCustomer(row);
}

/** The new customer, or null when its founder has one or its licensee belongs to one; the transaction stays usable. */
export async function insertCustomer(tx: Tx, row: Prisma.CustomerCreateManyInput): Promise<Customer | null> {
  const [inserted] = await tx.customer.createManyAndReturn({ data: [row], skipDuplicates: true });
  return inserted ? toCustomer(inserted) : null;
}

/** True when this call linked it; false when the customer had a licensee already. */
export async function linkLicensee(tx: Tx, customerId: string, licenseeId: string): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id: customerId, licenseeId: null },
    data: { licenseeId },
  });
  return count === 1;
}

export async function insertMembership(
  tx: Tx,
  membership: { id: string; userId: string; customerId: string; role: MembershipRole; createdAt: Date },
): Promise<void> {
  await tx.membership.create({ data: membership, select: { id: true } });
}

export async function updateProfile(
  tx: Tx,
  customerId: string,
  profile: { name: string; email: string | null },
): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: profile, select: { id: true } });
}

/** The proven addresses of the customer's owners, in the order in which they joined. */
export async function findOwnerAddresses(
  db: Db | Tx,
  customerId: string,
): Promise<{ userId: string; email: string }[]> {
  const rows = await db.membership.findMany({
    where: { customerId, role: "OWNER", user: { emailVerified: { not: null }, email: { not: null } } },
    select: { userId: true, user: { select: { email: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.flatMap(({ userId, user: { email } }) => (email === null ? [] : [{ userId, email }]));
}

/** Only what the user is a member of; oldest membership first. */
export async function findMemberships(
  db: Db | Tx,
  where: { userId: string; customerId?: string },
): Promise<MyCustomer[]> {
  const rows = await db.membership.findMany({
    where,
    include: { customer: { include: { providerCustomers: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ role, customer }) => ({
    customer: toCustomer(customer),
    role,
    providerCustomers: customer.providerCustomers.flatMap(({ provider, providerCustomerId }) =>
      providerCustomerId ? [{ provider, providerCustomerId }] : [],
    ),
  }));
}
