import type { Context } from "@/lib/context";
import type { FulfillmentContext } from "@/lib/fulfillment/fulfillment-context";
import type { Clock } from "@/lib/kernel/clock";
import { openTestContext, testSettings, testWebhookSecret, type TestContext } from "@/lib/test-context";
import { sdkFor } from "@/sandbox/stripe/sandbox-for-test";
import { embeddedBackend, type TestedBackend } from "./backend";
import { storeOffers } from "./catalog";
import { openProvider } from "./open-provider";
import { setStage, type Stage } from "./stage";
import { Worker } from "./workers";

/** What all histories of a test share: a database, the app's webhook route, two workers and the provider's address. */
export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse(makeBackend: () => Promise<TestedBackend> = embedded) {
  const provider = await openProvider();
  const { ctx: opened, databaseUrl, close } = await openTestContext({ STRIPE_API_BASE: provider.origin });
  const backend = await makeBackend();
  let now: Clock = opened.now;
  const ctx: TestContext = { ...opened, licensing: backend.connect(opened.db, () => now(), "calm") };
  await storeOffers(ctx.db);
  const settings = { databaseUrl, backend, provider: "STRIPE" as const, commerce: ctx.commerce.STRIPE };
  const workers = [new Worker(settings), new Worker(settings)] as const;
  return {
    ctx,
    backend,
    workers,
    secret: testWebhookSecret,
    /** A provider and tables without any purchase. */
    begin: async (): Promise<Stage> => {
      const clock = provider.begin();
      now = () => new Date(clock.nowMs());
      globalThis.usherContext = { ...ctx, now };
      await empty(ctx);
      await backend.begin(ctx.db, now);
      const stripe = sdkFor(provider.origin);
      return await setStage({ stripe, clock, origin: provider.origin, db: ctx.db, licensing: ctx.licensing });
    },
    /** For deeds that are done without breaking. */
    calm: (now: () => Date): FulfillmentContext => ({ ...ctx, now }),
    close: async () => {
      for (const worker of workers) await worker.stop();
      await close();
      await backend.close();
      await provider.stop();
    },
  };
}

const embedded = () => Promise.resolve(embeddedBackend(testSettings.LICENSE_KEY_SECRET));

/** All but licensing, the catalog and the audit, which only grows. */
async function empty({ db }: Context): Promise<void> {
  await db.$executeRaw`
    TRUNCATE "Customer", "InboxEvent", "OutgoingMail", "ReconciliationRun",
      graphile_worker._private_jobs CASCADE`;
}
