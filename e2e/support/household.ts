import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";

export const roles = ["nobody", "newcomer", "MEMBER", "ADMIN", "OWNER", "owner of another customer"] as const;

export type Role = (typeof roles)[number];

export type Household = {
  customerId: string;
  /** The cookie header of a browser in which this person is signed in. */
  cookieOf(role: Role): string;
};

/** One organization and every kind of person there can be around it, each signed in. */
export async function makeHousehold(databaseUrl: string): Promise<Household> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const customerId = await addCustomer(client, "Household Of The Owner");
    const otherId = await addCustomer(client, "Somebody Else");
    await client.query(
      `INSERT INTO "ProviderCustomer" (id, provider, "providerCustomerId", "customerId", "updatedAt")
       VALUES ($1, 'STRIPE', $2, $3, now())`,
      [randomUUID(), `cus_${randomUUID()}`, customerId],
    );
    const cookies: Record<Role, string> = {
      nobody: "",
      newcomer: await addPerson(client),
      MEMBER: await addPerson(client, customerId, "MEMBER"),
      ADMIN: await addPerson(client, customerId, "ADMIN"),
      OWNER: await addPerson(client, customerId, "OWNER"),
      "owner of another customer": await addPerson(client, otherId, "OWNER"),
    };
    return { customerId, cookieOf: (role) => cookies[role] };
  } finally {
    await client.end();
  }
}

async function addCustomer(client: Client, name: string): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO "Customer" (id, type, origin, name, "updatedAt") VALUES ($1, 'ORGANIZATION', 'MANUAL', $2, now())`,
    [id, name],
  );
  return id;
}

async function addPerson(client: Client, customerId?: string, role?: string): Promise<string> {
  const userId = randomUUID();
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest("base64url");
  await client.query(`INSERT INTO "User" (id, email, "emailVerified", "updatedAt") VALUES ($1, $2, now(), now())`, [
    userId,
    `${userId}@example.com`,
  ]);
  await client.query(
    `INSERT INTO "Session" (id, "sessionToken", "userId", expires) VALUES ($1, $2, $3, now() + interval '1 hour')`,
    [randomUUID(), hash, userId],
  );
  if (customerId && role) {
    await client.query(
      `INSERT INTO "Membership" (id, "userId", "customerId", role) VALUES ($1, $2, $3, $4::"MembershipRole")`,
      [randomUUID(), userId, customerId, role],
    );
  }
  return `next-auth.session-token=${token}`;
}
