import type { Context, Hono } from "hono";
import { calm, chaosSettings } from "@/sandbox/chaos/chaos-settings";
import type { World } from "../world";
import { done, readBody } from "./answer-control";

const byControl = { id: null, idempotency_key: null };

/** `GET|POST|DELETE /control/chaos`: a post sets everything anew, what it does not name is off. */
export function addChaosRoutes(app: Hono, world: World): void {
  app.get("/control/chaos", (context) => context.json(world.chaos.settings));
  app.post("/control/chaos", async (context) => {
    const wanted = chaosSettings.safeParse(await readBody(context));
    if (!wanted.success) return context.json({ error: wanted.error.issues }, 400);
    return set(context, world, wanted.data);
  });
  app.post("/control/chaos/off", (context) => set(context, world, calm));
  app.delete("/control/chaos", (context) => set(context, world, calm));
}

function set(context: Context, world: World, settings: typeof calm): Response {
  world.transact(byControl, () => world.chaosSettings.put({ id: "account", settings }));
  world.chaos.restart();
  return done(context, world.chaos.settings);
}
