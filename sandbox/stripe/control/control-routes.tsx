/** @jsxImportSource hono/jsx */
import type { Context } from "hono";
import { Hono } from "hono";
import { z } from "zod";
import { answerPage, answerScript, answerStyle } from "@/sandbox/pages/answer-page";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";
import { StripeError } from "../stripe-error";
import type { Deliverer } from "../webhooks/deliverer";
import { listDeliveries } from "../webhooks/keep-delivery";
import type { World } from "../world";
import { controlActions } from "./actions";
import { billingHelp, billingView, readBilling } from "./billing";
import { done, readBody } from "./answer-control";
import { addChaosRoutes } from "./chaos-routes";
import { ControlPage } from "./control-page";
import type { RequestCounts } from "./request-counts";

const byControl = { id: null, idempotency_key: null };
const pauseBody = z.object({ paused: z.union([z.boolean(), z.stringbool()]) });

const objectBody = z.record(z.string(), z.unknown());

export interface ControlOptions {
  world: World;
  deliverer: Deliverer;
  requests: RequestCounts;
  appOrigin: string;
}

/** The control page at `/` and the same switches as JSON under `/control`, for people and for tests. */
export function controlRoutes({ world, deliverer, requests, appOrigin }: ControlOptions): Hono {
  const app = new Hono();
  app.use("/control/*", requireOwnOrigin(world.origin));
  app.get("/assets/sandbox.css", answerStyle);
  app.get("/assets/sandbox.js", answerScript);
  app.get("/", (context) =>
    answerPage(context, <ControlPage world={world} appOrigin={appOrigin} isPaused={deliverer.isPaused} />),
  );
  app.get("/control/webhooks", (context) => context.json(webhookState(world, deliverer)));
  app.post("/control/webhooks", async (context) => {
    const body = pauseBody.safeParse(await readBody(context));
    if (!body.success) return context.json({ error: 'Send {"paused": true} or {"paused": false}.' }, 400);
    deliverer.setPaused(body.data.paused);
    return done(context, webhookState(world, deliverer));
  });
  app.post("/control/deliveries/retry", (context) => {
    deliverer.retryNow();
    return done(context, webhookState(world, deliverer));
  });
  app.get("/control/requests", (context) => context.json({ data: requests.toJSON() }));
  app.get("/control/deliveries", (context) => context.json({ data: deliveries(world) }));
  addChaosRoutes(app, world);
  app.get("/control/billing", (context) => context.json(billingView(world)));
  app.post("/control/billing", async (context) => {
    const settings = readBilling(await readBody(context));
    if (!settings) return context.json({ error: billingHelp }, 400);
    world.transact(byControl, () => world.billingSettings.put(settings));
    return done(context, billingView(world));
  });
  for (const { path, run } of controlActions) {
    app.post(`/control/${path}`, (context) =>
      change(context, (body) => {
        const id = context.req.param("id") ?? "";
        return world.transact(byControl, () => run(world, id, body));
      }),
    );
  }
  return app;
}

async function change(context: Context, deed: (body: Record<string, unknown>) => object): Promise<Response> {
  try {
    const body = objectBody.safeParse(await readBody(context));
    return done(context, deed(body.success ? body.data : {}));
  } catch (error) {
    if (error instanceof StripeError) return context.json({ error: error.message }, error.status === 404 ? 404 : 400);
    throw error;
  }
}

function webhookState(world: World, deliverer: Deliverer): object {
  return { paused: deliverer.isPaused, pending: world.deliveries.size };
}

function deliveries(world: World): object[] {
  return listDeliveries(world).map((each) => {
    const { url = null } = world.webhookEndpoints.get(each.endpoint) ?? {};
    const { type = null } = world.events.get(each.event) ?? {};
    return { ...each, type, url };
  });
}
