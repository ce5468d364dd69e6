import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";

// The floor: what is left of the webhook route without a framework, a queue or a schema: verify, insert, answer.
const [databaseUrl = "", secret = ""] = process.argv.slice(2);
const pool = new Pool({ connectionString: databaseUrl, max: 10 });
await pool.query("CREATE TABLE IF NOT EXISTS bench_floor (event_id text PRIMARY KEY, body text NOT NULL)");

const server = createServer(async (request, response) => {
  const body = await read(request);
  if (!verify(body, String(request.headers["stripe-signature"]))) return response.writeHead(400).end();
  const { id } = JSON.parse(body) as { id: string };
  await pool.query("INSERT INTO bench_floor VALUES ($1, $2) ON CONFLICT DO NOTHING", [id, body]);
  return response.writeHead(200, { "content-type": "application/json" }).end("{}");
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

function verify(body: string, header: string): boolean {
  const { t = "", v1 = "" } = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const expected = createHmac("sha256", secret).update(`${t}.${body}`).digest();
  const given = Buffer.from(v1, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
