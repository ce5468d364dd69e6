import type { Context } from "hono";
import { Hono } from "hono";
import { breakConnection } from "@/sandbox/chaos/break-connection";
import { disturbAnswer } from "../chaos/disturb-answer";
import { apiVersion } from "../emit-event";
import { newId } from "../ids";
import { invalidRequest, StripeError } from "../stripe-error";
import type { World } from "../world";
import { authorize } from "./authorize";
import { expand } from "./expand";
import type { FormObject } from "./form";
import { parseForm } from "./form";
import type { ApiAnswer, ApiRequest } from "./idempotency";
import { Idempotency } from "./idempotency";
import type { ApiRoute, PathIds } from "./route";

export interface ApiOptions {
  world: World;
  routes: ApiRoute[];
  log: (line: string) => void;
  /** Told of each request to an operation, such as `GET /v1/subscriptions/:id`. */
  onRequest?: ((operation: string) => void) | undefined;
  /** Waited for before each operation: where slowness is put in. */
  beforeAnswer?: ((request: { method: string; path: string }) => Promise<void>) | undefined;
}

/** The `/v1` API: authorization, idempotency, parameters, the operation, `expand`, and errors in Stripe's shape. */
export function serveApi(options: ApiOptions): Hono {
  const app = new Hono();
  const idempotency = new Idempotency(options.world);
  for (const each of options.routes) {
    app.on(each.method, each.path, (context) =>
      answerRequest(context, options, (request) => {
        options.onRequest?.(`${each.method} ${each.path}`);
        const { chaos, clock } = options.world;
        const authorization = context.req.header("authorization") ?? "";
        const about = { method: request.method, path: request.path, route: each.path, authorization };
        const answer = () =>
          idempotency.once(request, async () => {
            await options.beforeAnswer?.({ method: request.method, path: request.path });
            return carryOut(options, each, request, idsOf(context, each.path), context.req.url);
          });
        return disturbAnswer(chaos, clock, about, answer, () => breakConnection(context));
      }),
    );
  }
  app.on("ALL", ["/v1/*", "/v2/*"], (context) =>
    answerRequest(context, options, () => {
      throw unrecognized(context.req.method, context.req.path);
    }),
  );
  return app;
}

function unrecognized(method: string, path: string): StripeError {
  return new StripeError(
    404,
    "invalid_request_error",
    `Unrecognized request URL (${method}: ${path}). The sandbox does not offer this part of Stripe's API, or there is a typo in the address.`,
  );
}

async function answerRequest(
  context: Context,
  options: ApiOptions,
  run: (request: ApiRequest) => Promise<ApiAnswer>,
): Promise<Response> {
  const request: ApiRequest = {
    id: newId("req", 14),
    method: context.req.method,
    path: context.req.path,
    body: await context.req.text(),
    idempotencyKey: context.req.header("idempotency-key") ?? null,
  };
  let answer: ApiAnswer;
  try {
    authorize(context.req.header("authorization"));
    answer = await run(request);
  } catch (error) {
    answer = refuse(error, request, options.log);
  }
  options.log(`${request.method} ${request.path} ${answer.status} ${request.id}`);
  return new Response(answer.body, { status: answer.status, headers: headersOf(request, answer) });
}

function headersOf(request: ApiRequest, answer: ApiAnswer): Record<string, string> {
  return {
    "content-type": "application/json",
    "cache-control": "no-cache, no-store",
    "request-id": request.id,
    "stripe-version": apiVersion,
    ...(request.idempotencyKey ? { "idempotency-key": request.idempotencyKey } : {}),
    ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
    ...(answer.status === 409 ? { "stripe-should-retry": "true" } : {}),
  };
}

function carryOut(options: ApiOptions, route: ApiRoute, request: ApiRequest, ids: PathIds, url: string): ApiAnswer {
  const { world } = options;
  try {
    const { paths, params } = takeExpand(paramsOf(request, url));
    const cause = { id: request.id, idempotency_key: request.idempotencyKey };
    const answer = world.transact(cause, () => expand(world, route.answer(world, params, ids), paths));
    return { status: 200, body: toJson(answer), replayed: false, started: true };
  } catch (error) {
    return refuse(error, request, options.log);
  }
}

function paramsOf(request: ApiRequest, url: string): FormObject {
  const query = parseForm(new URL(url).search.slice(1));
  return request.method === "GET" ? query : { ...query, ...parseForm(request.body) };
}

function takeExpand({ expand: wanted = [], ...params }: FormObject): { paths: string[]; params: FormObject } {
  if (!Array.isArray(wanted)) throw invalidRequest("Invalid array", { param: "expand" });
  return { paths: wanted.map(String), params };
}

function refuse(error: unknown, request: ApiRequest, log: (line: string) => void): ApiAnswer {
  if (error instanceof StripeError) {
    const started = error.status !== 401 && error.detail.code?.startsWith("parameter_") !== true;
    return { status: error.status, body: toJson(error.toBody(request.id)), replayed: false, started };
  }
  log(`${request.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const failure = new StripeError(500, "api_error", "The sandbox failed on this request; its log says why.");
  return { status: 500, body: toJson(failure.toBody(request.id)), replayed: false, started: true };
}

function idsOf(context: Context, path: string): PathIds {
  const [first, second] = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  return { id: (first && context.req.param(first)) ?? "", childId: (second && context.req.param(second)) ?? "" };
}

function toJson(value: object): string {
  return JSON.stringify(value, null, 2);
}
