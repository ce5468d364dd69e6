import { Hono } from "hono";
import type { Clock } from "@/sandbox/clock";
import { everySecond } from "@/sandbox/clockwork";
import { openJournal } from "@/sandbox/journal";
import { serveApi } from "./api/serve-api";
import { controlRoutes } from "./control/control-routes";
import { RequestCounts } from "./control/request-counts";
import { checkoutPages } from "./pages/checkout-routes";
import { documentPages } from "./pages/document-routes";
import { paymentLinkPages } from "./pages/payment-link-routes";
import { portalPages } from "./pages/portal-routes";
import { apiRoutes } from "./routes";
import { finishAdvances } from "./steps/advance-clock";
import { runDue, runFollowUps } from "./steps/run-due";
import type { DeliveryOptions } from "./webhooks/deliverer";
import { Deliverer, usualDelivery } from "./webhooks/deliverer";
import { registerEndpoints } from "./webhooks/register-endpoints";
import type { World } from "./world";
import { createWorld } from "./world";

export interface StripeSandboxOptions {
  origin: string;
  appOrigin: string;
  clock: Clock;
  /** The journal; null keeps everything in memory. */
  journalFile: string | null;
  webhooks: { url: string; secret: string }[];
  log: (line: string) => void;
  delivery?: Partial<DeliveryOptions> | undefined;
  /** Waited for before each API operation. */
  beforeAnswer?: ((request: { method: string; path: string }) => Promise<void>) | undefined;
}

export interface StripeSandbox {
  /** Serves `/v1`, the hosted pages, `/control` and the control page at `/`. */
  app: Hono;
  world: World;
  stop(): void;
}

/** The Stripe stand-in: one world, its API, its hosted pages, its webhooks, its clockwork. */
export function createStripeSandbox(options: StripeSandboxOptions): StripeSandbox {
  const { clock, origin, appOrigin, log } = options;
  const journal = openJournal(options.journalFile);
  const world = createWorld({ clock, journal, origin });
  const deliverer = new Deliverer(world, { ...usualDelivery, ...options.delivery }, log);
  registerEndpoints(world, options.webhooks);
  deliverer.retryNow();
  deliverer.pump();
  // At once after the answer, so that a client that does not wait for `ready`, as the CLI, finds the clock there.
  world.onCommit(() => guard(log, () => finishAdvances(world)));
  world.onCommit(() => guard(log, () => runFollowUps(world)));
  guard(log, () => finishAdvances(world));
  const stopClockwork = everySecond(clock, () => guard(log, () => runDue(world)));
  const requests = new RequestCounts();
  const app = new Hono();
  app.route(
    "/",
    serveApi({ world, routes: apiRoutes, log, beforeAnswer: options.beforeAnswer, onRequest: requests.add }),
  );
  app.route("/", checkoutPages(world));
  app.route("/", paymentLinkPages(world));
  app.route("/", portalPages(world));
  app.route("/", documentPages(world));
  app.route("/", controlRoutes({ world, deliverer, requests, appOrigin }));
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

/** What fails by itself has no one to be told but the log. */
function guard(log: (line: string) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    log(`clockwork failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
