import { Hono } from "hono";
import type { Clock } from "@/sandbox/clock";
import { everySecond } from "@/sandbox/clockwork";
import { openJournal } from "@/sandbox/journal";
import { controlRoutes } from "./control/control-routes";
import { storePages } from "./pages/store-routes";
import { serveApi } from "./resources/api";
import { runDue } from "./steps/run-due";
import { Deliverer, usualDelivery, type DeliveryOptions } from "./webhooks/deliverer";
import { createWorld, type World } from "./world";

export interface FastSpringSandboxOptions {
  /** Of the whole sandbox; everything here lies below `/fastspring`. */
  origin: string;
  appOrigin: string;
  clock: Clock;
  /** The journal; null keeps everything in memory. */
  journalFile: string | null;
  webhooks: { url: string; secret: string }[];
  log: (line: string) => void;
  delivery?: Partial<DeliveryOptions> | undefined;
}

export interface FastSpringSandbox {
  /** Serves `/fastspring/api`, the store's pages, `/fastspring/control` and the control page. */
  app: Hono;
  world: World;
  stop(): void;
}

/** The FastSpring stand-in: one world, its API, its store, its webhooks, its clockwork. */
export function createFastSpringSandbox(options: FastSpringSandboxOptions): FastSpringSandbox {
  const { origin, appOrigin, clock, webhooks, log } = options;
  const journal = openJournal(options.journalFile);
  const world = createWorld({ clock, journal, address: `${origin}/fastspring`, appOrigin, webhooks });
  const deliverer = new Deliverer(world, { ...usualDelivery, ...options.delivery }, log);
  deliverer.retryNow();
  const stopClockwork = everySecond(clock, () => runDue(world));
  const app = new Hono();
  app.route("/fastspring/api", serveApi(world));
  app.route("/fastspring", storePages(world));
  app.route("/fastspring", controlRoutes(world, deliverer));
  return {
    app,
    world,
    stop: () => {
      stopClockwork();
      deliverer.stop();
      journal.close();
    },
  };
}
