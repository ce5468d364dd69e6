import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What can happen to a request on its way. `…Before`: it never arrives. `…After`: it is done, and nobody hears so. */
export type Fault = "resetBefore" | "resetAfter" | "errorBefore" | "errorAfter" | "tooMany" | "never";

export type Passenger = { method: string; path: string };

export type RoughWay = {
  port: number;
  /** Decides from now on what happens to each request; null: nothing. */
  setFaults(decide: (request: Passenger) => Fault | null): void;
  /** Every request that came this way. */
  passed: Passenger[];
  close(): Promise<void>;
};

/** A way to the port on which connections break and answers get lost, before or after the effect. */
export async function openRoughWay(targetPort: number): Promise<RoughWay> {
  let decide: (request: Passenger) => Fault | null = () => null;
  const passed: Passenger[] = [];
  const server = createServer((incoming, outgoing) => {
    const passenger = { method: incoming.method ?? "GET", path: incoming.url ?? "/" };
    passed.push(passenger);
    pass(incoming, outgoing, { targetPort, fault: decide(passenger) });
  });
  const port = await listen(server);
  return {
    port,
    passed,
    setFaults: (next) => (decide = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Passage = { targetPort: number; fault: Fault | null };

function pass(incoming: IncomingMessage, outgoing: ServerResponse, { targetPort, fault }: Passage): void {
  if (fault === "never") return void incoming.resume();
  if (fault === "resetBefore") return void incoming.socket.destroy();
  if (fault === "errorBefore") return void refuse(outgoing);
  if (fault === "tooMany") return void refuse(outgoing, 429);
  const { method, headers, url: path } = incoming;
  const target = forward({ host: "127.0.0.1", port: targetPort, method, headers, path }, (answer) => {
    if (fault === null) {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      return void answer.pipe(outgoing);
    }
    answer.resume().on("end", () => (fault === "resetAfter" ? incoming.socket.destroy() : refuse(outgoing)));
  });
  target.on("error", () => incoming.socket.destroy());
  incoming.pipe(target);
}

function refuse(outgoing: ServerResponse, status = 503): void {
  outgoing.writeHead(status, { "content-type": "text/plain" }).end("Something on the way failed");
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The way begins at no port");
  return address.port;
}
