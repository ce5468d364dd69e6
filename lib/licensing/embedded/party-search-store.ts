import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { LicenseeQuery, PartyFilter } from "../management-input";

const tables = { licensee: Prisma.sql`"Licensee"`, consumer: Prisma.sql`"LicenseConsumer"` };

const columns = {
  name: Prisma.sql`"name"`,
  displayName: Prisma.sql`"displayName"`,
  email: Prisma.sql`"email"`,
  naturalId: Prisma.sql`"naturalId"`,
  externalReference: Prisma.sql`"externalReference"`,
};

const orders = { created: Prisma.sql`"created"`, modified: Prisma.sql`"modified"`, name: Prisma.sql`"name"` };

/** The ids of one page, in order, and of one more where there is one. As SQL, because the indexes on lower case are. */
export async function searchPartyIds(
  db: Db | Tx,
  party: keyof typeof tables,
  asked: LicenseeQuery & { limit: number; licenseeId?: string },
): Promise<string[]> {
  const order = orders[asked.orderBy ?? "created"];
  const direction = asked.ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const conditions = [
    ...(asked.filter ? [matches(asked.filter)] : []),
    ...(asked.licenseeId === undefined ? [] : [hasAccess(asked.licenseeId)]),
  ];
  const where = conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM ${tables[party]} ${where} ORDER BY ${order} ${direction}, "id" ${direction}
    LIMIT ${asked.limit + 1} OFFSET ${asked.offset}`;
  return rows.map(({ id }) => id);
}

function matches({ field, value }: PartyFilter): Prisma.Sql {
  if (field !== "name" && field !== "displayName") return Prisma.sql`${columns[field]} = ${value}`;
  const beginning = `${value.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`lower(${columns[field]}) LIKE lower(${beginning})`;
}

function hasAccess(licenseeId: string): Prisma.Sql {
  return Prisma.sql`"id" IN (
    SELECT access."licenseConsumerId" FROM "ContainerAccess" AS access
    JOIN "LicenseContainer" AS container ON container."id" = access."licenseContainerId"
    WHERE container."licenseeId" = ${licenseeId}::uuid
  )`;
}
