import { createHash } from "node:crypto";
import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What can happen to a request on its way. `…Before`: it never arrives. `…After`: it is done, and nobody hears so. */
type Fault = "resetBefore" | "resetAfter" | "errorBefore" | "errorAfter";

const faults: readonly Fault[] = ["resetBefore", "resetAfter", "errorBefore", "errorAfter"];

/** Of a hundred requests, so many go wrong. What writes matters most. */
const rate = { reads: 4, writes: 20 };

export type RoughWay = {
  port: number;
  /** From now on other requests go wrong; null: none. The same numbers, the same faults. */
  shuffle(numbers: readonly number[] | null): void;
  /** How often each went wrong so far. */
  suffered: Map<Fault, number>;
  close(): Promise<void>;
};

/** A way to the port on which connections break and answers get lost, before or after the effect. */
export async function openRoughWay(targetPort: number): Promise<RoughWay> {
  let numbers: readonly number[] | null = null;
  let passed = 0;
  const suffered = new Map<Fault, number>();
  const server = createServer((incoming, outgoing) => {
    passed += 1;
    const fault = numbers && draw(incoming.method ?? "GET", [...numbers, passed]);
    if (fault) suffered.set(fault, (suffered.get(fault) ?? 0) + 1);
    pass(incoming, outgoing, { targetPort, fault });
  });
  const port = await listen(server);
  return {
    port,
    suffered,
    shuffle: (next) => {
      numbers = next;
      passed = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function draw(method: string, numbers: readonly number[]): Fault | null {
  const dice = createHash("sha256").update(numbers.join()).digest();
  const chance = method === "GET" ? rate.reads : rate.writes;
  if (dice.readUInt16LE(0) % 100 >= chance) return null;
  return faults[dice.readUInt16LE(2) % faults.length] ?? null;
}

type Passage = { targetPort: number; fault: Fault | null };

function pass(incoming: IncomingMessage, outgoing: ServerResponse, { targetPort, fault }: Passage): void {
  if (fault === "resetBefore") return void incoming.socket.destroy();
  if (fault === "errorBefore") return void refuse(outgoing);
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

function refuse(outgoing: ServerResponse): void {
  outgoing.writeHead(503, { "content-type": "text/plain" }).end("Something on the way failed");
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The way begins at no port");
  return address.port;
}
