import { Hono } from "hono";
import { z } from "zod";
import { subscriptionObject } from "../objects/subscription";
import { planPause, resume } from "../steps/pause-subscription";
import { runDue } from "../steps/run-due";
import type { World } from "../world";
import { subscriptionOf } from "./subscriptions";

const body = z.object({ pausePeriodCount: z.number("Number of periods is required.").int().min(1) });

/** Pauses begin with the next charge; one that is resumed is charged at once. */
export function pauseRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/subscriptions/:id/pause", async (context) => {
    const found = subscriptionOf(world, context.req.param("id"));
    const { pausePeriodCount } = body.parse(await context.req.json());
    const paused = planPause(world, found, pausePeriodCount);
    return context.json({ ...subscriptionObject(world, paused), action: "subscriptions.pause.get", result: "success" });
  });
  app.post("/subscriptions/:id/resume", (context) => {
    const { id } = resume(world, subscriptionOf(world, context.req.param("id")));
    runDue(world);
    const resumed = subscriptionObject(world, subscriptionOf(world, id));
    return context.json({ ...resumed, action: "subscriptions.resume.get", result: "success" });
  });
  return app;
}
