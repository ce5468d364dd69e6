import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestContext } from "@/lib/test-context";
import { POST } from "./route";

const current = "a secret of the webhook 1";
const rolled = "the secret before it was rolled";
const settings = {
  FASTSPRING_USERNAME: "vendor",
  FASTSPRING_PASSWORD: "a password that is long enough",
  FASTSPRING_STOREFRONT: "http://localhost:9/store",
  FASTSPRING_API_BASE: "http://localhost:9/api",
  FASTSPRING_WEBHOOK_SECRETS: `${rolled},${current}`,
};

let opened: Awaited<ReturnType<typeof openTestContext>>;
beforeAll(async () => {
  opened = await openTestContext(settings);
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.ctx.db.inboxEvent.deleteMany();
  await opened.ctx.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const anEvent = (id: string, more: object = {}) => ({
  id,
  processed: false,
  created: 1_781_524_800_000,
  type: "subscription.updated",
  live: false,
  data: { id: "sub1", subscription: "sub1", active: true, state: "active" },
  ...more,
});
const bodyOf = (...events: unknown[]) => JSON.stringify({ events });
const sign = (body: string, key = current) => createHmac("sha256", key).update(body).digest("base64");

function deliver(body: string, headers: Record<string, string> = { "X-FS-Signature": sign(body) }) {
  return POST(new Request("http://localhost/api/webhooks/fastspring", { method: "POST", body, headers }));
}

const stored = () => opened.ctx.db.inboxEvent.findMany({ orderBy: { eventId: "asc" } });

async function queued(): Promise<string[]> {
  const rows = await opened.ctx.db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs ORDER BY key`;
  return rows.map((row) => row.key);
}

describe("a notification is answered 200 when all of its events are stored and queued", () => {
  it("with any secret that is valid now, in any case of the header's name, each with its own part of the body", async () => {
    const body = bodyOf(anEvent("e1"), anEvent("e2", { type: "unheard.of" }));
    expect((await deliver(body, { "x-fs-signature": sign(body, rolled) })).status).toBe(200);
    expect((await deliver(bodyOf(anEvent("e3")))).status).toBe(200);
    expect(await stored()).toMatchObject([
      { eventId: "e1", status: "WAITING", subject: "fastspring:subscription:sub1", rawBody: bodyOf(anEvent("e1")) },
      { eventId: "e2", status: "IGNORED", reason: "Usher does not act on unheard.of events" },
      { eventId: "e3" },
    ]);
    expect(await queued()).toEqual(["fulfill:fastspring:subscription:sub1"]);
  });

  it("a thousand of them at once, nothing lost, and once however often they come", async () => {
    const events = Array.from({ length: 1000 }, (_, n) =>
      anEvent(`e${n}`, { data: { subscription: `sub${n}`, active: true, filler: "x".repeat(3000) } }),
    );
    const body = bodyOf(...events);
    const answers = await Promise.all([deliver(body), deliver(body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await opened.ctx.db.inboxEvent.count()).toBe(1000);
    expect(await queued()).toHaveLength(1000);
    const [one] = await stored();
    expect(one?.rawBody.length).toBeLessThan(4000);
  });

  it("an empty one too", async () => {
    expect((await deliver(bodyOf())).status).toBe(200);
  });
});

describe("what can't be read", () => {
  it("is parked with the reason where it has an id, and the others are stored", async () => {
    const wrong = anEvent("e2", { data: { subscription: 7 } });
    expect((await deliver(bodyOf(anEvent("e1"), wrong, { id: "e3" }))).status).toBe(200);
    expect(await stored()).toMatchObject([
      { eventId: "e1", status: "WAITING" },
      {
        eventId: "e2",
        status: "PARKED",
        reason: expect.stringContaining("subscription:"),
        handledAt: expect.any(Date),
      },
      { eventId: "e3", status: "PARKED", reason: expect.stringContaining("lacks what every event has") },
    ]);
  });

  it("is left out of the answer where it has none: 202 with the ids of the others, one a line", async () => {
    const answer = await deliver(bodyOf(anEvent("e1"), { type: "order.completed" }, anEvent("e2")));
    expect(answer.status).toBe(202);
    expect(await answer.text()).toBe("e1\ne2\n");
    expect(await stored()).toHaveLength(2);
  });

  it.each(["not json", "[]", '{"events":{}}', "{}"])("as a whole is 400 and stores nothing: %s", async (body) => {
    expect((await deliver(body)).status).toBe(400);
    expect(await stored()).toEqual([]);
  });
});

it("answers 202 with what could be stored when a part of a batch could not, which is then sent again", async () => {
  // A text that PostgreSQL refuses.
  const bad = anEvent("e150", { type: "zero\u0000byte" });
  const events = [...Array.from({ length: 150 }, (_, n) => anEvent(`a${String(n).padStart(3, "0")}`)), bad];
  const answer = await deliver(bodyOf(...events));
  expect(answer.status).toBe(202);
  const ids = (await answer.text()).trim().split("\n");
  expect(ids).toHaveLength(100);
  expect((await stored()).map(({ eventId }) => eventId)).toEqual(ids);
  expect((await deliver(bodyOf(bad))).status).toBe(500);
});

describe("a signature", () => {
  const body = bodyOf(anEvent("e1"));
  it.each([
    ["missing", {}],
    ["of another secret", { "x-fs-signature": sign(body, "somebody else's secret") }],
    ["of another body", { "x-fs-signature": sign(`${body} `) }],
    ["cut short", { "x-fs-signature": sign(body).slice(0, 20) }],
    ["in hexadecimal", { "x-fs-signature": createHmac("sha256", current).update(body).digest("hex") }],
    ["empty", { "x-fs-signature": "" }],
  ])("that is %s is 400 and stores nothing", async (_what, headers: Record<string, string>) => {
    expect((await deliver(body, headers)).status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  it("that is used again has no second effect", async () => {
    for (let time = 0; time < 3; time += 1) expect((await deliver(body)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
});

it("a body over 10 MiB is 413", async () => {
  expect((await deliver("x".repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
});

it("without FastSpring's settings there is no such address", async () => {
  const bare = await openTestContext();
  expect((await deliver(bodyOf(anEvent("e1")))).status).toBe(404);
  await bare.close();
  globalThis.usherContext = opened.ctx;
});
