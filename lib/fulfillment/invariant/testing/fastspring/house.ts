import { vi } from "vitest";
import { createFastSpringCommerce } from "@/lib/commerce/fastspring/create-fastspring-commerce";
import type { Context } from "@/lib/context";
import type { Db } from "@/lib/db/client";
import { openRoughWay, type Fault, type RoughWay } from "@/lib/licensing/contract/rough-way";
import { openTestContext, testSettings } from "@/lib/test-context";
import { embeddedBackend, type TestedBackend } from "../backend";
import { drawFault } from "../draw-fault";
import { Worker } from "../workers";
import { storeOffers } from "./catalog";
import type { Dice } from "./dice";
import { Stage } from "./stage";
import { openTwin } from "./twin";

/** What all FastSpring histories share: a database, the app's webhook route, two workers and FastSpring's address. */
export type FastSpringHouse = Awaited<ReturnType<typeof openFastSpringHouse>>;

export const apiFaults: readonly Fault[] = ["resetBefore", "resetAfter", "errorBefore", "errorAfter", "tooMany"];
const secret = "A secret for tests that is long 1";
const credentials = { username: "vendor", password: "a password that is long enough" };

export async function openFastSpringHouse() {
  const twin = await openTwin();
  const way = await openRoughWay(twin.port);
  const { ctx, databaseUrl, close } = await openTestContext(settingsOf(twin.port));
  await storeOffers(ctx.db);
  const { FASTSPRING_API_BASE: apiBase, FASTSPRING_STOREFRONT: storefront } = settingsOf(way.port);
  const commerce = createFastSpringCommerce({ ...credentials, apiBase, storefront, webhookSecrets: [secret] });
  const backend = embeddedBackend(testSettings.LICENSE_KEY_SECRET);
  const settings = { databaseUrl, backend, provider: "FASTSPRING" as const, commerce };
  const workers = [new Worker(settings), new Worker(settings)] as const;
  const suffered = new Set<Fault>();
  const parts = { ctx, backend, twin, way, suffered };
  return {
    ctx,
    backend,
    /** As the workers have it. */
    commerce,
    workers,
    secret,
    suffered,
    begin: (expansion: boolean) => begin(parts, expansion),
    disturb: (stage: Stage, trouble: Trouble) => disturb(parts, stage, trouble),
    calm: () => way.setFaults(() => null),
    close: async () => {
      vi.restoreAllMocks();
      for (const worker of workers) await worker.stop();
      await close();
      await way.close();
      await twin.stop();
    },
  };
}

function settingsOf(port: number) {
  return {
    FASTSPRING_USERNAME: credentials.username,
    FASTSPRING_PASSWORD: credentials.password,
    FASTSPRING_API_BASE: `http://127.0.0.1:${port}/fastspring/api`,
    FASTSPRING_STOREFRONT: `http://localhost:${port}/fastspring/store`,
    FASTSPRING_WEBHOOK_SECRETS: `an older secret that is long enough,${secret}`,
  };
}

type Parts = {
  ctx: Context;
  backend: TestedBackend;
  twin: Awaited<ReturnType<typeof openTwin>>;
  way: RoughWay;
  suffered: Set<Fault>;
};

/** A FastSpring and tables without any purchase. */
async function begin({ ctx, backend, twin, way }: Parts, expansion: boolean): Promise<Stage> {
  vi.restoreAllMocks();
  const begun = twin.begin();
  // FastSpring's lists are asked for spans of time, which pass with the history.
  vi.spyOn(Date, "now").mockImplementation(() => begun.clock.nowMs());
  const now = () => new Date(begun.clock.nowMs());
  way.setFaults(() => null);
  await empty(ctx);
  await backend.begin(ctx.db, now);
  const stage = new Stage(begun, { db: ctx.db, licensing: backend.connect(ctx.db, now, "calm") });
  await stage.begin();
  await stage.control("webhooks", { expansion });
  return stage;
}

type Trouble = { luck: number; storeFaults: number; dice: Dice };

/** From now on the workers' way to FastSpring is rough, and so is the webhook's to its database. */
function disturb({ ctx, way, suffered }: Parts, stage: Stage, { luck, storeFaults, dice }: Trouble): void {
  let passed = 0;
  way.setFaults(({ method }) => {
    passed += 1;
    const fault = drawFault(method, [luck, passed], apiFaults);
    if (fault) suffered.add(fault);
    return fault;
  });
  const now = () => new Date(stage.twin.clock.nowMs());
  globalThis.usherContext = { ...ctx, now, db: withStoreFaults(ctx.db, () => dice(100) < storeFaults, dice) };
}

/** All but licensing, the catalog and the audit, which only grows. */
async function empty({ db }: Context): Promise<void> {
  await db.$executeRaw`
    TRUNCATE "Customer", "User", "InboxEvent", "OutgoingMail", "ReconciliationRun", "EventCatchUp", "PurchasePayment",
      graphile_worker._private_jobs CASCADE`;
}

/** The same database, whose answer to the one statement that stores events is lost, or which never gets it. */
function withStoreFaults(db: Db, strikes: () => boolean, dice: Dice): Db {
  return new Proxy(db, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (property !== "$queryRaw" || typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        const isBefore = dice(2) === 0;
        const fails = strikes();
        if (fails && isBefore) throw new Error("The connection was lost before the events were stored");
        const result: unknown = await Reflect.apply(value, target, args);
        if (fails) throw new Error("The connection was lost after the events were stored");
        return result;
      };
    },
  });
}
