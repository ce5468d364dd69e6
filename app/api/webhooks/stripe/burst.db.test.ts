import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { execa, type ResultPromise } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testWebhookSecret } from "@/lib/test-context";
import { openShop, type Shop } from "@/lib/test-shop";
import { POST } from "./route";

let shop: Shop;
let server: Server;
let worker: ResultPromise;
let monthly: string;
const asked: string[] = [];

beforeAll(async () => {
  const address = await listen();
  shop = await openShop({
    webhooks: [{ url: address, secret: testWebhookSecret }],
    beforeAnswer: async ({ method, path }) => void asked.push(`${method} ${path}`),
  });
  monthly = await shop.sell("studio");
  worker = execa("node", ["--import", "tsx", "lib/worker.ts"], {
    preferLocal: true,
    reject: false,
    env: { ...shop.settings },
  });
});
afterAll(async () => {
  worker.kill("SIGTERM");
  await worker;
  server.close();
  await shop.close();
});

/** The app's webhook address, on a port of its own. */
function listen(): Promise<string> {
  server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const headers = { "stripe-signature": String(request.headers["stripe-signature"]) };
      const answer = await POST(new Request("http://localhost/api/webhooks/stripe", { method: "POST", body, headers }));
      response.writeHead(answer.status).end(await answer.text());
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      resolve(`http://127.0.0.1:${address.port}/api/webhooks/stripe`);
    });
  });
}

const counted = (path: string) => asked.filter((request) => request === `GET ${path}`).length;

it("the burst of events of a checkout costs at most two readings of the purchase", async () => {
  const { db } = shop.ctx;
  const settled = async () => {
    const jobs = await db.$queryRaw<
      unknown[]
    >`SELECT 1 FROM graphile_worker.jobs WHERE run_at < now() + interval '1 minute'`;
    const waiting = await db.inboxEvent.count({ where: { status: "WAITING" } });
    return jobs.length + waiting;
  };
  await expect.poll(() => db.workerHeartbeat.count(), { timeout: 30_000 }).toBe(1);
  const customer = await shop.welcome("Ada");
  const session = await shop.stripe("POST", "/v1/checkout/sessions", {
    mode: "subscription",
    customer: customer.providerCustomerId,
    line_items: [{ price: monthly, quantity: 1 }],
    success_url: "http://localhost:3000/done",
    subscription_data: { metadata: { tendukeLicenseeId: customer.licenseeId } },
  });
  await expect.poll(settled, { timeout: 30_000 }).toBe(0);
  const before = await db.inboxEvent.count();
  await shop.pay(session.id);
  await expect.poll(async () => (await db.inboxEvent.count()) - before, { timeout: 30_000 }).toBeGreaterThanOrEqual(13);
  await expect.poll(settled, { timeout: 30_000 }).toBe(0);
  const [license] = await shop.ctx.licensing.listLicenses(customer.licenseeId);
  expect(license?.state).toBe("valid");
  const subscriptionId = license?.references.subscriptionReference ?? "";
  expect(counted(`/v1/subscriptions/${subscriptionId}`)).toBeGreaterThanOrEqual(1);
  expect(counted(`/v1/subscriptions/${subscriptionId}`)).toBeLessThanOrEqual(2);
}, 90_000);
