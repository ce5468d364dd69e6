import type { Context } from "hono";

/** A form goes back to the page it was on; a program gets the result. */
export function done(context: Context, result: object): Response {
  const isForm = context.req.header("content-type")?.includes("form") ?? false;
  return isForm ? context.redirect("/", 303) : context.json(result);
}

/** What a form or a program has sent. */
export async function readBody(context: Context): Promise<unknown> {
  if (context.req.header("content-type")?.includes("json")) return context.req.json();
  return context.req.parseBody();
}
