import type { MiddlewareHandler } from "hono";

/** Refuses form posts that another site sends. Tools that are no browser send no Origin and may pass. */
export function requireOwnOrigin(ownOrigin: string): MiddlewareHandler {
  const { port } = new URL(ownOrigin);
  return async (context, next) => {
    const origin = context.req.header("origin");
    const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(context.req.header("host") ?? "");
    const isOwn = origin === undefined || isOwnOrigin(origin, port);
    if (context.req.method !== "GET" && !(isOwn && isLocal))
      return context.text("Refused: this request comes from elsewhere.", 403);
    await next();
  };
}

function isOwnOrigin(origin: string, port: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return ["localhost", "127.0.0.1", "[::1]"].includes(from.hostname) && from.port === port;
}
