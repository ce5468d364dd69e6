import { once } from "node:events";
import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";

export type Gate = { origin: string; close(): void };

/** Stands before a server and lets each request through only once `before` is done. */
export async function startGate(target: string, before: () => Promise<void>): Promise<Gate> {
  const server = createServer((request, response) => {
    void (async () => {
      const { method = "GET", url = "/", headers } = request;
      const body = await readText(request);
      await before();
      const passed = { authorization: headers.authorization ?? "", "content-type": headers["content-type"] ?? "" };
      const answer = await fetch(`${target}${url}`, { method, headers: passed, ...(body && { body }) });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gate listens on no port");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
}
