import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { z } from "zod";
import { hashSessionToken, newSessionToken } from "@/lib/identity/session-token";

const counts = z.object({
  customers: z.number(),
  licensees: z.number(),
  checkouts: z.number(),
  subscriptions: z.number(),
  orders: z.number(),
  licenses: z.number(),
  valid_licenses: z.number(),
});

const inbox = z.object({
  total: z.number(),
  waiting: z.number(),
  without_reason: z.number(),
  failed_attempts: z.number(),
  types: z.array(z.string()),
});

const subscribed = z
  .object({
    status: z.string(),
    licenses: z.array(z.object({ id: z.string(), seats: z.number(), state: z.string() })),
  })
  .nullable();

const ends = z.array(z.object({ end: z.date().nullable() }));

type Subscribed = NonNullable<z.infer<typeof subscribed>>;

export type Counts = z.infer<typeof counts>;

export type Records = {
  /** Everything that belongs to the customers with this billing address. */
  countFor(email: string): Promise<Counts>;
  /** Every event that ever came in, or since this moment, and what became of it. */
  inbox(since?: Date): Promise<z.infer<typeof inbox>>;
  /** The subscription of the customer with this billing address as we last saw it, and its licenses. */
  subscriptionOf(email: string): Promise<Subscribed | null>;
  /** When the valid licenses of the customer with this billing address end; null: never. */
  licenseEndsOf(email: string): Promise<(Date | null)[]>;
  /** From now on licenses of this offer end with the period that is paid for, or never. */
  sellUntilPeriodEnd(sku: string, isSo: boolean): Promise<void>;
  /** As a sign-in with a link mailed to this address leaves it; answers with the session's token. */
  beginSession(email: string): Promise<string>;
  close(): Promise<void>;
};

/** Looks into the database behind the pages: some promises are about what must not be there. */
export async function openRecords(databaseUrl: string): Promise<Records> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    countFor: async (email) => counts.parse((await client.query(countQuery, [email])).rows[0]),
    inbox: async (since = new Date(0)) => inbox.parse((await client.query(inboxQuery, [since])).rows[0]),
    subscriptionOf: async (email) => subscribed.parse((await client.query(subscribedQuery, [email])).rows[0] ?? null),
    licenseEndsOf: async (email) => ends.parse((await client.query(endsQuery, [email])).rows).map(({ end }) => end),
    sellUntilPeriodEnd: async (sku, isSo) =>
      void (await client.query(`UPDATE "Offer" SET "untilPeriodEnd" = $2 WHERE sku = $1`, [sku, isSo])),
    beginSession: async (email) => {
      const token = newSessionToken();
      await client.query(sessionQuery, [randomUUID(), email, randomUUID(), hashSessionToken(token)]);
      return token;
    },
    close: () => client.end(),
  };
}

const countQuery = `
  WITH mine AS (SELECT id, "licenseeId" FROM "Customer" WHERE email = $1),
  licensees AS (SELECT id FROM "Licensee" WHERE email = $1 OR "externalReference" IN (SELECT id::text FROM mine)),
  licenses AS (
    SELECT l.state FROM "License" l JOIN "LicenseContainer" c ON c.id = l."licenseContainerId"
    WHERE c."licenseeId" IN (SELECT id FROM licensees))
  SELECT
    (SELECT count(*)::int FROM mine) AS customers,
    (SELECT count(*)::int FROM licensees) AS licensees,
    (SELECT count(DISTINCT "checkoutSessionId")::int FROM "PurchaseIntent" WHERE "customerId" IN (SELECT id FROM mine)) AS checkouts,
    (SELECT count(*)::int FROM "Subscription" WHERE "customerId" IN (SELECT id FROM mine)) AS subscriptions,
    (SELECT count(*)::int FROM "Order" WHERE "customerId" IN (SELECT id FROM mine)) AS orders,
    (SELECT count(*)::int FROM licenses) AS licenses,
    (SELECT count(*)::int FROM licenses WHERE state = 'VALID') AS valid_licenses`;

const inboxQuery = `
  SELECT count(*)::int AS total,
    count(*) FILTER (WHERE status = 'WAITING')::int AS waiting,
    count(*) FILTER (WHERE status <> 'WAITING' AND coalesce(reason, '') = '')::int AS without_reason,
    count(*) FILTER (WHERE "lastError" IS NOT NULL)::int AS failed_attempts,
    coalesce(array_agg(DISTINCT type), '{}') AS types
  FROM "InboxEvent" WHERE "receivedAt" >= $1`;

const subscribedQuery = `
  SELECT s.status, coalesce(json_agg(json_build_object('id', l.id, 'seats', l.qty, 'state', l.state))
    FILTER (WHERE l.id IS NOT NULL), '[]') AS licenses
  FROM "Subscription" s JOIN "Customer" c ON c.id = s."customerId"
  LEFT JOIN "License" l ON l."subscriptionReference" = s."providerSubscriptionId"
  WHERE c.email = $1 GROUP BY s.id`;

const endsQuery = `
  SELECT l."validUntil" AS end FROM "License" l
  JOIN "LicenseContainer" c ON c.id = l."licenseContainerId" JOIN "Licensee" e ON e.id = c."licenseeId"
  WHERE e.email = $1 AND l.state = 'VALID' ORDER BY l."validUntil"`;

const sessionQuery = `
  WITH person AS (
    INSERT INTO "User" (id, email, "emailVerified", "updatedAt") VALUES ($1, $2, now(), now())
    ON CONFLICT (email) DO UPDATE SET "updatedAt" = now() RETURNING id)
  INSERT INTO "Session" (id, "userId", "sessionToken", expires)
  SELECT $3, id, $4, now() + interval '1 day' FROM person`;
