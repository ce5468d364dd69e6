import { ApiError, answerError, everyAnswer, RefusedProof } from "./served/api-error";
import { authorize, type Trust } from "./served/authorize";
import { carryOut } from "./served/carry-out";
import { countRefusal, refusedTooOften } from "./served/limit-refused";
import { matchOperation } from "./served/match-operation";
import { readJsonBody } from "./served/read-json-body";
import { readQuery } from "./served/read-call";
import type { ApiContext } from "./served/route";
import { routes } from "./served/routes";
import { serveDocument } from "./served/serve-document";
import { endpointMap, type OperationName } from "./wire/endpoint-map";

export const licensingApiPath = "/api/licensing/v1";

/** `sender`: who is behind the connection, for limits; null when unknown. */
export type LicensingApiContext = ApiContext &
  Trust & {
    sender: string | null;
    /** True where another system keeps the licenses: our engine has none, or old ones that nobody keeps true. */
    keptElsewhere?: boolean;
  };

/**
 * Answers one request to the served licensing API, in the 10Duke Scale shape: every refusal is `{error, code,
 * description}` with its status, nothing is stored by caches, and no key or token reaches a log.
 */
export async function serveLicensingApi(ctx: LicensingApiContext, request: Request): Promise<Response> {
  try {
    return await serve(ctx, request);
  } catch (error) {
    if (error instanceof RefusedProof) return await refuse(ctx, error);
    if (error instanceof ApiError) return answerError(error.status, error.message, error.headers);
    ctx.log.error({ err: error }, "The licensing API failed");
    return answerError(500, "Something failed here; it is logged. The call may have had no effect");
  }
}

async function serve(ctx: LicensingApiContext, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(url.pathname.indexOf(licensingApiPath) + licensingApiPath.length);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const document = serveDocument(method, path);
  if (document) return document;
  if (ctx.keptElsewhere) throw new ApiError(404, "The licenses are kept by 10Duke Scale here: call its API");
  const match = matchOperation(method, path);
  switch (match.kind) {
    case "unknown":
      throw new ApiError(404, "The API has no such address");
    case "wrong_method":
      throw new ApiError(405, `This address takes ${match.allowed.join(", ")}`, { allow: match.allowed.join(", ") });
    case "operation":
      return await answer(ctx, request, { ...match, url });
  }
}

async function answer(
  ctx: LicensingApiContext,
  request: Request,
  { name, params, url }: { name: OperationName; params: Record<string, string>; url: URL },
): Promise<Response> {
  const { headers } = request;
  const route = routes[name];
  const { operation } = route;
  const licenseKey = params.licenseKey ?? url.searchParams.get("licenseKey");
  // A guess must not learn from the answer, so who guessed too often is not listened to.
  if (operation.access === "license key") await requirePatience(ctx);
  const caller = await authorize(ctx, operation.access, { headers, licenseKey });
  const body = await readJsonBody(request);
  const raw = { params, query: readQuery(url), body, headers, caller, ipAddress: ctx.sender };
  const result = await carryOut(ctx, { name, route }, raw);
  if (operation.status === 204) return new Response(null, { status: 204, headers: everyAnswer });
  const cache = operation === endpointMap.getJwks ? { "cache-control": "public, max-age=300" } : {};
  return Response.json(result, { status: operation.status, headers: { ...everyAnswer, ...cache } });
}

async function requirePatience(ctx: LicensingApiContext): Promise<void> {
  const waitSeconds = await refusedTooOften(ctx.sender ?? "unknown");
  if (waitSeconds !== null) throw tooMany(waitSeconds);
}

async function refuse(ctx: LicensingApiContext, refusal: RefusedProof): Promise<Response> {
  const sender = ctx.sender ?? "unknown";
  await countRefusal(sender, refusal.guess);
  const waitSeconds = await refusedTooOften(sender);
  ctx.log.warn({ sender, status: refusal.status, reason: refusal.message }, "The licensing API refused a caller");
  const { status, message, headers } = waitSeconds === null ? refusal : tooMany(waitSeconds);
  return answerError(status, message, headers);
}

function tooMany(waitSeconds: number): ApiError {
  return new ApiError(429, "Too many calls were refused", { "retry-after": String(waitSeconds) });
}
