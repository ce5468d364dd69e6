import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Licensee } from "../licensee";

export function findConsumer(db: Db | Tx, where: Prisma.LicenseConsumerWhereUniqueInput) {
  return db.licenseConsumer.findUnique({ where });
}

/** Whether the e-mail belongs to a consumer other than the licensee's own. */
export async function isConsumerEmailTaken(db: Db | Tx, email: string, exceptLicenseeId: string) {
  const taken = await db.licenseConsumer.count({
    where: { email, access: { none: { container: { licenseeId: exceptLicenseeId } } } },
  });
  return taken > 0;
}

/** The new row, or null when any of its unique values is taken; the transaction stays usable either way. */
export async function insertConsumer(tx: Tx, row: Prisma.LicenseConsumerCreateManyInput) {
  const [inserted] = await tx.licenseConsumer.createManyAndReturn({ data: [row], skipDuplicates: true });
  return inserted ?? null;
}

export async function grantAccess(tx: Tx, access: { licenseContainerId: string; licenseConsumerId: string }) {
  await tx.containerAccess.createMany({ data: [access], skipDuplicates: true });
}

/** The person that the licensee was set up with, among those with access to its default container. */
export function findOwnConsumer(db: Db | Tx, { id, naturalId, externalReference }: Licensee) {
  const own = externalReference === null ? { naturalId } : { externalReference };
  return db.licenseConsumer.findFirst({
    where: { type: "PERSON", access: { some: { container: { defaultOf: id } } }, ...own },
  });
}

/** True when this call connected it; false when the consumer had an identity already. */
export async function setConnectedIdentity(tx: Tx, id: string, connectedIdentityId: string): Promise<boolean> {
  const { count } = await tx.licenseConsumer.updateMany({
    where: { id, connectedIdentityId: null },
    data: { connectedIdentityId },
  });
  return count === 1;
}
