import { z } from "zod";

const anything = z.looseObject({ id: z.string() }).partial();

export type FastSpringCalls = ReturnType<typeof talkToFastSpring>;

/** Calls the stand-in's API (`/api/…`) and its switches (`/control/…`) as vendor and buyer would; throws when refused. */
export function talkToFastSpring(origin: string) {
  return async (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => {
    const authorization = `Basic ${Buffer.from("vendor:a password").toString("base64")}`;
    const headers = { authorization, "content-type": "application/json" };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await fetch(`${origin}/fastspring${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return anything.parse(JSON.parse(text));
  };
}
