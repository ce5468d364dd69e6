import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatSubject } from "@/lib/commerce/subject";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { openShop, subscriptionSubject, type Shop } from "@/lib/test-shop";

/** While set, reading a subscription at the provider waits for it. */
let gate: Promise<void> | null = null;
let onRead: () => void = () => undefined;

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  shop = await openShop({
    beforeAnswer: async ({ method, path }) => {
      if (method !== "GET" || !path.startsWith("/v1/subscriptions/")) return;
      onRead();
      await gate;
    },
  });
  monthly = await shop.sell("studio");
});
afterAll(() => shop.close());
const started: { kill(signal: "SIGKILL"): boolean }[] = [];
afterEach(() => {
  for (const worker of started.splice(0)) worker.kill("SIGKILL");
});
beforeEach(() => {
  gate = null;
  onRead = () => undefined;
});

// One process, without a wrapper between: the signal must reach the worker itself.
function startWorker() {
  const options = { preferLocal: true, reject: false, env: shop.settings } as const;
  const worker = execa("node", ["--import", "tsx", "lib/worker.ts"], options);
  started.push(worker);
  return worker;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

async function purchase(name: string) {
  const customer = await shop.welcome(name);
  const metadata = { tendukeLicenseeId: customer.licenseeId };
  const { id } = await shop.subscribe(customer.providerCustomerId, [{ price: monthly }], metadata);
  const subject = formatSubject(subscriptionSubject(id));
  const event = { eventId: `evt_${name}`, type: "test", apiVersion: null, occurredAt: new Date(), ignoredReason: null };
  await receiveEvents(shop.ctx, { provider: "STRIPE", events: [{ ...event, subject }], rawBody: "{}" });
  return { customer, eventId: event.eventId };
}

async function expectOneLicense({ customer, eventId }: Awaited<ReturnType<typeof purchase>>): Promise<void> {
  const { db, licensing } = shop.ctx;
  const event = () => db.inboxEvent.findFirstOrThrow({ where: { eventId } });
  await until(async () => (await event()).status === "DONE");
  expect(await licensing.listLicenses(customer.licenseeId)).toHaveLength(1);
  expect(await db.grant.count({ where: { customerId: customer.id } })).toBe(1);
  expect(await db.outgoingMail.count({ where: { recipient: customer.email } })).toBe(1);
}

describe("a worker killed in the middle of a fulfillment leaves nothing behind, and the next one ends it with one license", () => {
  it("while it reads the provider", { timeout: 180_000 }, async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const reads = new Promise<void>((resolve) => (onRead = resolve));
    const bought = await purchase("Ada");
    const killed = startWorker();
    await reads;
    killed.kill("SIGKILL");
    await killed;
    open();
    const next = startWorker();
    await expectOneLicense(bought);
    next.kill("SIGTERM");
    expect((await next).exitCode).toBe(0);
  });

  it("while it issues the license", { timeout: 180_000 }, async () => {
    const bought = await purchase("Bea");
    const { db } = shop.ctx;
    const killed = startWorker();
    await db.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE "License" IN EXCLUSIVE MODE`;
        const isWaiting = async () => {
          const waiting = await db.$queryRaw<unknown[]>`
            SELECT 1 FROM pg_locks WHERE relation = '"License"'::regclass AND NOT granted`;
          return waiting.length > 0;
        };
        await until(isWaiting);
        killed.kill("SIGKILL");
        await killed;
      },
      { timeout: 120_000 },
    );
    const next = startWorker();
    await expectOneLicense(bought);
    next.kill("SIGTERM");
    expect((await next).exitCode).toBe(0);
  });
});

it("a worker with a missing setting says which, plainly, and does not start", { timeout: 180_000 }, async () => {
  const { exitCode, stderr } = await execa("node", ["--import", "tsx", "lib/worker.ts"], {
    preferLocal: true,
    reject: false,
    env: { ...shop.settings, LICENSE_KEY_SECRET: "" },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("LICENSE_KEY_SECRET");
  expect(stderr).not.toContain("    at ");
});
