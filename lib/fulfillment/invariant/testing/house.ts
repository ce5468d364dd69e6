import type { Context } from "@/lib/context";
import type { FulfillmentContext } from "@/lib/fulfillment/fulfillment-context";
import { openTestContext, testSettings, testWebhookSecret } from "@/lib/test-context";
import { sdkFor } from "@/sandbox/stripe/sandbox-for-test";
import { storeOffers } from "./catalog";
import { openProvider } from "./open-provider";
import { setStage, type Stage } from "./stage";
import { Worker } from "./workers";

/** What all histories of a test share: a database, the app's webhook route, two workers and the provider's address. */
export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse() {
  const provider = await openProvider();
  const { ctx, databaseUrl, close } = await openTestContext({ STRIPE_API_BASE: provider.origin });
  await storeOffers(ctx.db);
  const settings = { databaseUrl, keySecret: testSettings.LICENSE_KEY_SECRET, commerce: ctx.commerce.STRIPE };
  const workers = [new Worker(settings), new Worker(settings)] as const;
  return {
    ctx,
    workers,
    secret: testWebhookSecret,
    /** A provider and tables without any purchase. */
    begin: async (): Promise<Stage> => {
      const clock = provider.begin();
      globalThis.usherContext = { ...ctx, now: () => new Date(clock.nowMs()) };
      await empty(ctx);
      const stripe = sdkFor(provider.origin);
      return await setStage({ stripe, clock, origin: provider.origin, db: ctx.db, licensing: ctx.licensing });
    },
    /** For deeds that are done without breaking. */
    calm: (now: () => Date): FulfillmentContext => ({ ...ctx, now }),
    close: async () => {
      for (const worker of workers) await worker.stop();
      await close();
      await provider.stop();
    },
  };
}

/** All but the catalog and the audit, which only grows. */
async function empty({ db }: Context): Promise<void> {
  await db.$executeRaw`
    TRUNCATE "Customer", "Licensee", "LicenseConsumer", "InboxEvent", "OutgoingMail", "ReconciliationRun",
      graphile_worker._private_jobs CASCADE`;
}
