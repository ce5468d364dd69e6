import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { Pool, type PoolClient } from "pg";

// The floor: the SQL that a checkout, a heartbeat and a look at a key can't do without, and a signature. No framework,
// no validation, no rules.
const [databaseUrl = ""] = process.argv.slice(2);
const pool = new Pool({ connectionString: databaseUrl, max: 10 });
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const key = url.searchParams.get("licenseKey") ?? url.pathname.split("/").at(-1) ?? "";
  const hash = createHash("sha256").update(key).digest();
  const answer = await answerTo(url.pathname, hash, await read(request));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});

async function answerTo(path: string, hash: Buffer, body: string): Promise<unknown> {
  if (path.includes("/describe-license-key")) return (await pool.query(describe, [hash])).rows;
  const [item] = JSON.parse(body) as { leaseId?: string }[];
  const consumer = await pool.query('SELECT "licenseConsumerId" FROM "LicenseKey" WHERE "keyHash" = $1', [hash]);
  const { licenseConsumerId } = consumer.rows[0];
  const claims = await inTransaction((client) =>
    item?.leaseId ? heartbeat(client, hash, item.leaseId) : checkout(client, hash, licenseConsumerId),
  );
  return [signed(claims)];
}

const describe = `
  SELECT l.*, c."licenseeId", k."keyHint", u."usedQty" FROM "LicenseKey" k JOIN "License" l ON l.id = k."licenseId"
  JOIN "LicenseContainer" c ON c.id = l."licenseContainerId" LEFT JOIN "LicenseUsage" u ON u."licenseId" = l.id
  WHERE k."keyHash" = $1`;
const lock = `
  SELECT l.* FROM "License" l JOIN "LicenseKey" k ON k."licenseId" = l.id WHERE k."keyHash" = $1
  FOR NO KEY UPDATE OF l FOR KEY SHARE OF k`;
const leases = `SELECT * FROM "ClientBinding" WHERE "licenseId" = $1 AND "releasedAt" IS NULL AND "validUntil" > now()`;

async function checkout(client: PoolClient, hash: Buffer, consumerId: string): Promise<object> {
  const { rows } = await client.query(lock, [hash]);
  await client.query(leases, [rows[0].id]);
  const leaseId = randomUUID();
  await client.query(
    `INSERT INTO "ClientBinding" ("leaseId", "licenseId", "licenseConsumerId", qty, "validFrom", "validUntil",
       "earliestNextHeartbeat", "cliHwId", "cliVersion", modified)
     VALUES ($1, $2, $3, 1, now(), now() + interval '1 hour', now() + interval '5 minutes', 'bare', '01', now())`,
    [leaseId, rows[0].id, consumerId],
  );
  return { leaseId, productName: rows[0].productName, features: rows[0].features };
}

async function heartbeat(client: PoolClient, hash: Buffer, oldLeaseId: string): Promise<object> {
  const { rows } = await client.query(lock, [hash]);
  await client.query(leases, [rows[0].id]);
  const leaseId = randomUUID();
  await client.query(
    `UPDATE "ClientBinding" SET "leaseId" = $1, "previousLeaseId" = $2, "validUntil" = now() + interval '1 hour',
       "lastHeartbeat" = now(), modified = now() WHERE "leaseId" = $2`,
    [leaseId, oldLeaseId],
  );
  return { leaseId, oldLeaseId, productName: rows[0].productName, features: rows[0].features };
}

async function inTransaction(work: (client: PoolClient) => Promise<object>): Promise<object> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } finally {
    client.release();
  }
}

function signed(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256" })}.${part(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}
