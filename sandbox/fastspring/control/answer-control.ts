import type { Context } from "hono";

/** A form goes back to the control page; a program gets the result. */
export function done(context: Context, result: object): Response {
  const isForm = context.req.header("content-type")?.includes("form") ?? false;
  return isForm ? context.redirect("/fastspring", 303) : context.json(result);
}

/** What a form or a program has sent; nothing is an empty object. */
export async function readBody(context: Context): Promise<unknown> {
  const type = context.req.header("content-type") ?? "";
  if (type.includes("form")) return await context.req.parseBody();
  const text = await context.req.text();
  return text === "" ? {} : JSON.parse(text);
}
