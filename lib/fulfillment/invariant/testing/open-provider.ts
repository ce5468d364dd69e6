import { createServer, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createManualClock, type ManualClock } from "@/sandbox/clock";
import { createStripeSandbox } from "@/sandbox/stripe/create-stripe-sandbox";

const nobody: RequestListener = (_request, response) => response.writeHead(503).end();

/** One address, behind which each history finds a Stripe that has never been used, with a clock that only it moves. */
export async function openProvider() {
  let answer = nobody;
  let stopSandbox = () => {};
  const server = createServer((request, response) => {
    // What fails is left to the queue at once, instead of being waited for.
    response.setHeader("stripe-should-retry", "false");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The provider listens on no port");
  const origin = `http://localhost:${address.port}`;
  return {
    origin,
    begin: (): ManualClock => {
      stopSandbox();
      // Ahead of the database's clock, so that what the app puts off waits for this one.
      const clock = createManualClock(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
      const options = { origin, clock, appOrigin: "http://app.test", journalFile: null, webhooks: [], log: () => {} };
      const sandbox = createStripeSandbox(options);
      stopSandbox = sandbox.stop;
      answer = getRequestListener(sandbox.app.fetch);
      return clock;
    },
    stop: async () => {
      stopSandbox();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
