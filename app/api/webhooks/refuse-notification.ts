import type { Context } from "@/lib/context";
import { clientAddress } from "@/lib/identity/client-address";
import { limitRefusals } from "@/lib/inbox/limit-refusals";

/** The answer to a bad signature. Only senders of these are ever limited; `setting` is where the secret belongs. */
export async function refuseNotification(ctx: Context, request: Request, setting: string): Promise<Response> {
  const sender = clientAddress(request.headers) ?? "unknown";
  const limited = await limitRefusals(sender);
  if (limited) {
    const headers = { "retry-after": String(limited.retryAfterSeconds) };
    return Response.json({ error: "Too many requests with a bad signature" }, { status: 429, headers });
  }
  ctx.log.warn({ sender }, `A webhook with a bad signature was refused: does ${setting} hold its secret?`);
  return Response.json({ error: "The signature does not match" }, { status: 400 });
}
