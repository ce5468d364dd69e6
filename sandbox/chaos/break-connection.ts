import type { IncomingMessage } from "node:http";
import type { Context } from "hono";

/** Ends the connection under a request; whatever is answered reaches nobody. */
export function breakConnection(context: Context): void {
  const { incoming }: { incoming?: IncomingMessage } = context.env;
  incoming?.socket.destroy();
}
