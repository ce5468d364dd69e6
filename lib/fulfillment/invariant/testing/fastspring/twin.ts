import { createServer, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { talkToFastSpring } from "@/lib/test-fastspring-calls";
import { createManualClock, type ManualClock } from "@/sandbox/clock";
import { createFastSpringSandbox, type FastSpringSandbox } from "@/sandbox/fastspring/create-fastspring-sandbox";

const nobody: RequestListener = (_request, response) => response.writeHead(503).end();

/** A FastSpring that has never been used, and the clock that only the history moves. */
export type Twin = {
  world: FastSpringSandbox["world"];
  clock: ManualClock;
  call: ReturnType<typeof talkToFastSpring>;
};

/** One address, behind which each history finds a FastSpring of its own. */
export async function openTwin() {
  let answer = nobody;
  let stopSandbox = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The provider listens on no port");
  const { port } = address;
  const origin = `http://localhost:${port}`;
  return {
    port,
    begin: (): Twin => {
      stopSandbox();
      // Ahead of the database's clock, so that what the app puts off waits for this one.
      const clock = createManualClock(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
      const options = { origin, clock, appOrigin: "http://app.test", journalFile: null, webhooks: [], log: () => {} };
      const sandbox = createFastSpringSandbox(options);
      stopSandbox = sandbox.stop;
      answer = getRequestListener(sandbox.app.fetch);
      return { world: sandbox.world, clock, call: talkToFastSpring(origin) };
    },
    stop: async () => {
      stopSandbox();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
