/** @jsxImportSource hono/jsx */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { answerPage } from "@/sandbox/pages/answer-page";
import { chaosSettings, calm, type ChaosSettings } from "@/sandbox/chaos/chaos-settings";
import { requireOwnOrigin } from "@/sandbox/pages/require-own-origin";
import { resendEvent } from "../emit-event";
import { notFound } from "../refusal";
import { accountOf } from "../resources/accounts";
import { answerError } from "../resources/api";
import { subscriptionOf } from "../resources/subscriptions";
import { advanceClock } from "../steps/advance-clock";
import { cancel, deactivate, uncancel } from "../steps/end-subscription";
import { makeAccount } from "../steps/make-account";
import { beginPause, planPause, resume } from "../steps/pause-subscription";
import { cancelOrder, completeOrder, placeOrder } from "../steps/place-order";
import { changeByVendor } from "../steps/change-subscription";
import { fallOverdue, passPeriod, renew } from "../steps/renew-subscription";
import { chargeBack, returnOrder } from "../steps/return-order";
import { paySession, sessionOf } from "../steps/pay-session";
import type { Deliverer } from "../webhooks/deliverer";
import type { World } from "../world";
import { done, readBody } from "./answer-control";
import { ControlPage } from "./control-page";

const line = z.object({ product: z.string(), quantity: z.coerce.number().int().min(1).default(1) });
const purchase = z.object({
  items: z.array(line).min(1),
  addons: z.array(line).optional(),
  tags: z.unknown().optional(),
  status: z.enum(["completed", "pending"]).optional(),
  live: z.boolean().optional(),
});
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const switches = z.object({ paused: flag, expansion: flag, batch: z.coerce.number().int().min(1) }).partial();
const returning = z.object({
  reason: z.string().optional(),
  products: z.array(z.string()).optional(),
  share: z.coerce.number().gt(0).max(1).optional(),
});
const changing = z.object({ product: z.string(), quantity: z.coerce.number().int().min(1), prorate: flag }).partial();

const some = z.coerce.number().min(0).max(3_700).default(0);
const passing = z.object({ days: some, hours: some, seconds: z.coerce.number().min(0).default(0) });

/** Switches for people and tests: what buyer, vendor, bank and time do. All `POST`, JSON or form. */
export function controlRoutes(world: World, deliverer: Deliverer): Hono {
  const app = new Hono();
  app.use("/control/*", requireOwnOrigin(world.address));
  app.onError(answerError);
  app.get("/", (context) => answerPage(context, <ControlPage world={world} />));
  app.route("/", subscriptionControls(world));
  app.route("/", orderControls(world));
  app.post("/control/accounts", async (context) => {
    const body = z.looseObject({ contact: z.record(z.string(), z.string()) }).parse(await readBody(context));
    return done(context, makeAccount(world, { contact: body.contact, tags: body.tags }));
  });
  app.post("/control/accounts/:id/orders", async (context) => {
    const { id } = accountOf(world, context.req.param("id"));
    return done(context, placeOrder(world, { account: id, ...purchase.parse(await readBody(context)) }));
  });
  app.post("/control/sessions/:id/pay", (context) =>
    done(context, paySession(world, sessionOf(world, context.req.param("id")))),
  );
  app.post("/control/webhooks", async (context) => {
    world.setSettings(definedOf(switches.parse(await readBody(context))));
    deliverer.pump();
    return done(context, world.settings());
  });
  app.post("/control/clock", async (context) => {
    const { days, hours, seconds } = passing.parse(await readBody(context));
    await advanceClock(world, ((days * 24 + hours) * 3600 + seconds) * 1000, () => deliverer.settle());
    return done(context, { now: world.now() });
  });
  app.post("/control/deliveries/retry", (context) => {
    deliverer.retryNow();
    return done(context, {});
  });
  app.post("/control/events/:id/resend", (context) => {
    const event = world.events.get(context.req.param("id"));
    if (!event) throw notFound("event");
    return done(context, resendEvent(world, event));
  });
  const setChaos = (context: Context, settings: ChaosSettings) => {
    world.chaosSettings.put({ id: "store", settings });
    world.chaos.restart();
    return done(context, settings);
  };
  app.post("/control/chaos", async (context) => setChaos(context, chaosSettings.parse(await readBody(context))));
  app.post("/control/chaos/off", (context) => setChaos(context, calm));
  app.delete("/control/chaos", (context) => setChaos(context, calm));
  return app;
}

function subscriptionControls(world: World): Hono {
  const app = new Hono();
  const steps = {
    renew: (id: string) => renew(world, passPeriod(world, subscriptionOf(world, id))),
    overdue: (id: string) => fallOverdue(world, passPeriod(world, subscriptionOf(world, id))),
    recover: (id: string) => renew(world, subscriptionOf(world, id)),
    cancel: (id: string) => cancel(world, subscriptionOf(world, id)),
    uncancel: (id: string) => uncancel(world, subscriptionOf(world, id)),
    deactivate: (id: string) => deactivate(world, subscriptionOf(world, id)),
    pause: (id: string) => beginPause(world, planPause(world, passPeriod(world, subscriptionOf(world, id)), 1)),
    resume: (id: string) => {
      const { state } = subscriptionOf(world, id);
      const resumed = resume(world, subscriptionOf(world, id));
      return state === "paused" ? renew(world, resumed) : resumed;
    },
  };
  for (const [name, step] of Object.entries(steps)) {
    app.post(`/control/subscriptions/:id/${name}`, (context) => done(context, step(context.req.param("id"))));
  }
  app.post("/control/subscriptions/:id/card", async (context) => {
    const { card } = z.object({ card: z.enum(["good", "declined"]) }).parse(await readBody(context));
    const subscription = subscriptionOf(world, context.req.param("id"));
    return done(context, world.subscriptions.put({ ...subscription, declines: card === "declined" }));
  });
  app.post("/control/subscriptions/:id/change", async (context) => {
    const change = changing.parse(await readBody(context));
    return done(context, changeByVendor(world, subscriptionOf(world, context.req.param("id")), change));
  });
  return app;
}

function orderControls(world: World): Hono {
  const app = new Hono();
  const orderOf = (id: string) => {
    const order = world.orders.get(id);
    if (!order) throw notFound("order");
    return order;
  };
  app.post("/control/orders/:id/complete", (context) =>
    done(context, completeOrder(world, orderOf(context.req.param("id")))),
  );
  app.post("/control/orders/:id/cancel", (context) =>
    done(context, cancelOrder(world, orderOf(context.req.param("id")))),
  );
  app.post("/control/orders/:id/chargeback", (context) =>
    done(context, chargeBack(world, orderOf(context.req.param("id")))),
  );
  app.post("/control/orders/:id/return", async (context) => {
    const request = returning.parse(await readBody(context));
    return done(context, returnOrder(world, orderOf(context.req.param("id")), request));
  });
  return app;
}

function definedOf<Values extends object>(values: Values): Partial<Values> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Values>;
}
