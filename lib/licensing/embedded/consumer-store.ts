import type { Db, Tx } from "@/lib/db/client";
import type { LicenseConsumer as ConsumerRow, Prisma } from "@/lib/db/generated/client";
import type { LicenseConsumer } from "../entities";

function toConsumer({ personOf: _personOf, ...row }: ConsumerRow): LicenseConsumer {
  return row;
}

export async function findConsumer(
  db: Db | Tx,
  where: Prisma.LicenseConsumerWhereUniqueInput,
): Promise<LicenseConsumer | null> {
  const row = await db.licenseConsumer.findUnique({ where });
  return row && toConsumer(row);
}

export async function findConsumers(db: Db | Tx, ids: string[]): Promise<LicenseConsumer[]> {
  return (await db.licenseConsumer.findMany({ where: { id: { in: ids } } })).map(toConsumer);
}

export async function findConsumersWithAccess(
  db: Db | Tx,
  licenseContainerId: string,
  terms: Pick<Prisma.LicenseConsumerFindManyArgs, "skip" | "take" | "orderBy">,
): Promise<LicenseConsumer[]> {
  const where = { access: { some: { licenseContainerId } } };
  return (await db.licenseConsumer.findMany({ where, ...terms })).map(toConsumer);
}

export async function insertConsumer(
  tx: Tx,
  row: Prisma.LicenseConsumerUncheckedCreateInput,
): Promise<LicenseConsumer> {
  return toConsumer(await tx.licenseConsumer.create({ data: row }));
}

export async function updateConsumer(
  tx: Tx,
  id: string,
  changes: Prisma.LicenseConsumerUpdateInput,
): Promise<LicenseConsumer> {
  return toConsumer(await tx.licenseConsumer.update({ where: { id }, data: changes }));
}

/** Access and leases go with it, and a license key with its license. */
export async function deleteConsumerRow(db: Db | Tx, where: Prisma.LicenseConsumerWhereInput): Promise<boolean> {
  const { count } = await db.licenseConsumer.deleteMany({ where });
  return count > 0;
}

export async function grantAccess(tx: Tx, access: { licenseContainerId: string; licenseConsumerId: string }) {
  await tx.containerAccess.createMany({ data: [access], skipDuplicates: true });
}

export async function withdrawAccess(
  db: Db | Tx,
  access: { licenseContainerId: string; licenseConsumerId: string },
): Promise<boolean> {
  const { count } = await db.containerAccess.deleteMany({ where: access });
  return count > 0;
}

/** The consumer that the licensee was set up with, which was a person then. */
export function findOwnConsumer(db: Db | Tx, licenseeId: string): Promise<LicenseConsumer | null> {
  return findConsumer(db, { personOf: licenseeId });
}

/** True when this call connected it; false when the consumer had an identity already. */
export async function setConnectedIdentity(tx: Tx, id: string, connectedIdentityId: string): Promise<boolean> {
  const { count } = await tx.licenseConsumer.updateMany({
    where: { id, connectedIdentityId: null },
    data: { connectedIdentityId },
  });
  return count === 1;
}
