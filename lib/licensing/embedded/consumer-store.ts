import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export function findConsumer(db: Db | Tx, where: Prisma.LicenseConsumerWhereUniqueInput) {
  return db.licenseConsumer.findUnique({ where });
}

export function insertConsumer(tx: Tx, row: Prisma.LicenseConsumerUncheckedCreateInput) {
  return tx.licenseConsumer.create({ data: row });
}

export async function grantAccess(tx: Tx, access: { licenseContainerId: string; licenseConsumerId: string }) {
  await tx.containerAccess.createMany({ data: [access], skipDuplicates: true });
}

/** The person that the licensee was set up with. */
export function findOwnConsumer(db: Db | Tx, licenseeId: string) {
  return db.licenseConsumer.findUnique({ where: { personOf: licenseeId, type: "PERSON" } });
}

/** True when this call connected it; false when the consumer had an identity already. */
export async function setConnectedIdentity(tx: Tx, id: string, connectedIdentityId: string): Promise<boolean> {
  const { count } = await tx.licenseConsumer.updateMany({
    where: { id, connectedIdentityId: null },
    data: { connectedIdentityId },
  });
  return count === 1;
}
