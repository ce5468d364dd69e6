import { Stripe } from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestContext, testWebhookSecret } from "@/lib/test-context";
import { POST } from "./route";

let opened: Awaited<ReturnType<typeof openTestContext>>;
beforeAll(async () => {
  opened = await openTestContext();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.ctx.db.inboxEvent.deleteMany();
  await opened.ctx.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

function anEvent(id: string, type = "customer.subscription.updated", object: unknown = { id: "sub_1" }): string {
  return JSON.stringify({
    id,
    object: "event",
    type,
    api_version: "2026-10-28.endive",
    created: 1_781_524_800,
    data: { object },
  });
}

const sign = (payload: string, secret = testWebhookSecret) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret });

function deliver(body: string, signature = sign(body), headers: Record<string, string> = {}) {
  const init = { method: "POST", body, headers: { "stripe-signature": signature, ...headers } };
  return POST(new Request("http://localhost/api/webhooks/stripe", init));
}

const stored = () => opened.ctx.db.inboxEvent.findMany({ orderBy: { eventId: "asc" } });

async function queued(): Promise<string[]> {
  const rows = await opened.ctx.db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs ORDER BY key`;
  return rows.map((row) => row.key);
}

describe("a webhook is answered 200 when its event is stored and queued", () => {
  it("with any secret that is valid now, the raw body kept for replay", async () => {
    const body = anEvent("evt_1");
    expect((await deliver(body, sign(body, "whsec_test_rolled"))).status).toBe(200);
    expect(await stored()).toMatchObject([
      { eventId: "evt_1", status: "WAITING", subject: "stripe:subscription:sub_1", rawBody: body },
    ]);
    expect(await queued()).toEqual(["fulfill:stripe:subscription:sub_1"]);
  });

  it("once, however often and however parallel it comes", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(anEvent("evt_1"))));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    const counts: { stored: number }[] = await Promise.all(answers.map((answer) => answer.json()));
    expect(counts.reduce((sum, count) => sum + count.stored, 0)).toBe(1);
    expect(await stored()).toHaveLength(1);
    expect(await queued()).toHaveLength(1);
  });

  it("and many events of one subject are one job", async () => {
    await Promise.all(Array.from({ length: 14 }, (_, n) => deliver(anEvent(`evt_${n}`))));
    expect(await stored()).toHaveLength(14);
    expect(await queued()).toEqual(["fulfill:stripe:subscription:sub_1"]);
  });

  it("also when nobody listens to its type: it is kept, with the reason", async () => {
    expect((await deliver(anEvent("evt_9", "customer.tax_id.created"))).status).toBe(200);
    const [event] = await stored();
    expect(event).toMatchObject({ status: "IGNORED", subject: null });
    expect(event?.reason).toContain("customer.tax_id.created");
    expect(await queued()).toEqual([]);
  });
});

describe("a webhook that can't be trusted or read stores nothing", () => {
  it("a bad signature is 400, and too many of them 429, while valid ones still pass", async () => {
    const statuses = [];
    for (let n = 0; n < 25; n += 1) {
      statuses.push((await deliver(anEvent("evt_1"), "t=1,v1=bad", { "x-forwarded-for": "203.0.113.9" })).status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(400));
    expect(statuses.at(-1)).toBe(429);
    expect(await stored()).toEqual([]);
    const body = anEvent("evt_2");
    expect((await deliver(body, sign(body), { "x-forwarded-for": "203.0.113.9" })).status).toBe(200);
  });

  it("who sends rubbish can't choose whose count it goes on", async () => {
    const statuses = [];
    for (let n = 0; n < 25; n += 1) {
      const headers = { "x-forwarded-for": `198.51.100.${n}, 203.0.113.77` };
      statuses.push((await deliver(anEvent("evt_1"), "t=1,v1=bad", headers)).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it("a signed body that is no event is 400", async () => {
    expect((await deliver("not json")).status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  it("a body over 1 MiB is 413, also when its length is not announced, and is not read to its end", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect((await deliver(large, "", { "content-length": String(large.length) })).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(256 * 1024));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" };
    expect((await POST(new Request("http://localhost/api/webhooks/stripe", init))).status).toBe(413);
    expect(pulled).toBeLessThan(10);
    expect(await stored()).toEqual([]);
  });

  it("without a secret there is no such address", async () => {
    const { ctx } = opened;
    globalThis.usherContext = { ...ctx, env: { ...ctx.env, STRIPE_WEBHOOK_SECRETS: [] } };
    const answer = await deliver(anEvent("evt_1")).finally(() => (globalThis.usherContext = ctx));
    expect(answer.status).toBe(404);
    expect(await stored()).toEqual([]);
  });
});
