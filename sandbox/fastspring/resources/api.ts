import { Hono } from "hono";
import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { breakConnection } from "@/sandbox/chaos/break-connection";
import { Refusal } from "../refusal";
import type { World } from "../world";
import { accountRoutes } from "./accounts";
import { changeRoutes } from "./change-subscriptions";
import { eventRoutes } from "./events";
import { orderRoutes } from "./orders";
import { pauseRoutes } from "./pause-subscriptions";
import { productRoutes } from "./products";
import { returnRoutes } from "./returns";
import { sessionRoutes } from "./sessions";
import { subscriptionRoutes } from "./subscriptions";

/** FastSpring's API; errors come in its shape, and the chaos switch can disturb any answer. */
export function serveApi(world: World): Hono {
  const app = new Hono();
  app.use(requireCredentials, disturb(world));
  for (const routes of [
    accountRoutes,
    productRoutes,
    sessionRoutes,
    orderRoutes,
    changeRoutes,
    pauseRoutes,
    subscriptionRoutes,
    returnRoutes,
    eventRoutes,
  ]) {
    app.route("/", routes(world));
  }
  app.notFound((context) => context.json(refused({ request: "Not found." }), 404));
  app.onError(answerError);
  return app;
}

export function answerError(error: Error, context: Context): Response {
  if (error instanceof Refusal) return context.json(refused(error.fields, error.subscription), error.status);
  if (error instanceof z.ZodError) return context.json(refused(fieldsOf(error)), 400);
  if (error instanceof HTTPException || error instanceof SyntaxError)
    return context.json(refused({ body: "Unreadable." }), 400);
  throw error;
}

function refused(error: Record<string, string>, subscription: string | null = null) {
  return { ...(subscription !== null && { subscription }), result: "error", error };
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.join(".") || "body", message]));
}

const requireCredentials: MiddlewareHandler = async (context, next) => {
  const [, encoded = ""] = /^Basic (.+)$/.exec(context.req.header("authorization") ?? "") ?? [];
  const [username, password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  if (!username || !password) throw new Refusal({ credentials: "Unauthorized." }, 401);
  await next();
};

/** As for Stripe's stand-in: turned away before it is done, done and not answered, or answered late. */
function disturb({ chaos, clock }: World): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    const about = { method, route: "api", path, authorization: context.req.header("authorization") ?? "" };
    const strikes = (kind: Parameters<typeof chaos.strikesRequest>[0]) => chaos.strikesRequest(kind, about);
    // "Rate Limits" of FastSpring's reference: a 404, which is no refusal and says nothing.
    if (strikes("rate_limit")) return context.body(null, 404);
    if (strikes("api_error")) throw new Refusal({ request: "Internal error (chaos switch)." }, 500);
    const isLate = method === "GET" && strikes("slow_read");
    const isLost = strikes("lost_answer");
    const isBroken = strikes("reset");
    await next();
    if (isBroken) breakConnection(context);
    if (isLate) await new Promise<void>((resolve) => void clock.after(chaos.settings.slow_ms, resolve));
    if (isLost)
      context.res = context.json(
        refused({ request: "Internal error (chaos switch)." }),
        500 satisfies ContentfulStatusCode,
      );
  };
}
