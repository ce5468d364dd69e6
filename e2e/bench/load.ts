import autocannon from "autocannon";
import type { Figures } from "./figures";

const connections = 16;

type Call = { method: "GET" | "POST"; headers?: Record<string, string>; bodies?: readonly SignedBody[] };

export type SignedBody = { body: string; signature: string };

/** Sends `amount` requests over a few connections; throws when one is not answered with 2xx. */
export async function load(what: string, url: string, amount: number, call: Call): Promise<Figures> {
  const bodies = call.bodies ?? [];
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    amount,
    method: call.method,
    headers: call.headers,
    requests: [
      {
        setupRequest: (request) => {
          const signed = bodies[next++ % Math.max(1, bodies.length)];
          if (!signed) return request;
          const headers = { ...request.headers, "stripe-signature": signed.signature };
          return { ...request, headers, body: signed.body };
        },
      },
    ],
  });
  if (result.errors + result.non2xx > 0) throw new Error(`${what}: ${result.errors} errors, ${result.non2xx} not 2xx`);
  const perSecond = result["2xx"] / result.duration;
  return { what, perSecond, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}
