import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import autocannon from "autocannon";
import startTestStack from "../support/start-stack";
import { publishedStack } from "../support/stack";
import type { Figures } from "./figures";
import { printTable } from "./figures";
import { benchClient, fillLicenses, keyOf, leaseOf } from "./fill-licenses";

/**
 * The served licensing API at 1,000 and at 1,000,000 licenses: checkout, heartbeat and a look at a key, each beside a
 * bare server that does the same SQL and a signature.
 */
const few = 1_000;
const many = Number(process.argv[2] ?? 1_000_000);
/** So many calls each; every heartbeat needs a lease of its own, of which there are as many as licenses. */
const amount = 500;
const connections = 16;

type Call = (number: number) => { method: "GET" | "POST"; path: string; body?: string };

const checkout: Call = (number) => post("checkout", number, { productName: "bench" });
const calls: Record<string, Call> = {
  checkout,
  heartbeat: (number) => post("heartbeat", number, { leaseId: leaseOf(number) }),
  "describe by key": (number) => ({
    method: "GET",
    path: `/api/licensing/v1/licensing/actions/describe-license-key?licenseKey=${keyOf(number)}`,
  }),
};

function post(action: string, number: number, item: object): ReturnType<Call> {
  const path = `/api/licensing/v1/licensing/actions/${action}/${keyOf(number)}`;
  return { method: "POST", path, body: JSON.stringify([item]) };
}

const stop = await startTestStack();
try {
  await bench();
} finally {
  await stop();
}
process.exit(0);

async function bench(): Promise<void> {
  const stack = publishedStack();
  if (!stack) throw new Error("The stack did not start");
  await fillLicenses(stack.databaseUrl, 1, few);
  const small = await measure(stack, few);
  const started = performance.now();
  await fillLicenses(stack.databaseUrl, few + 1, many);
  console.log(`${many - few} licenses made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const large = await measure(stack, many);
  printTable([...small, ...large]);
  small.forEach((row, index) => printGrowth(row, large[index]));
}

type Row = { measured: Figures; floor: Figures };

async function measure(stack: { appOrigin: string; databaseUrl: string }, count: number): Promise<Row[]> {
  const bare = fork(join(import.meta.dirname, "bare-licensing-server.ts"), [stack.databaseUrl], {
    execArgv: ["--import", "tsx"],
  });
  const [port] = await once(bare, "message");
  const origin = `http://127.0.0.1:${String(port)}`;
  const rows: Row[] = [];
  for (const [what, call] of Object.entries(calls)) {
    // Each half has its own licenses, spread over all of them.
    const product = spread(count, 0, call);
    const floor = spread(count, 1, call);
    const again = what === "heartbeat" ? checkout : call;
    for (const url of [stack.appOrigin, origin]) await load("warm-up", url, 100, spread(count, 2, again));
    rows.push({
      measured: await load(`${what}, ${count} licenses`, stack.appOrigin, amount, product),
      floor: await load("bare Node: same SQL, signature", origin, amount, floor),
    });
  }
  bare.kill();
  return rows;
}

/** Numbers far apart, none twice within one measurement nor in another part. */
function spread(count: number, part: number, call: Call): (index: number) => ReturnType<Call> {
  const step = Math.max(1, Math.floor(count / 2 / amount));
  return (index) => call(((index * step * 2 + part * step) % count) + 1);
}

async function load(
  what: string,
  url: string,
  count: number,
  call: (index: number) => ReturnType<Call>,
): Promise<Figures> {
  let next = 0;
  let refused = "";
  const headers = { "content-type": "application/json", ...benchClient };
  const instance = autocannon({
    url,
    connections,
    amount: count,
    requests: [
      {
        setupRequest: (request) => ({ ...request, ...call(next++), headers: { ...request.headers, ...headers } }),
        onResponse: (status, body) => {
          if (status !== 200) refused ||= `${status} ${body}`;
        },
      },
    ],
  });
  const result = await instance;
  if (result.errors + result.non2xx > 0) throw new Error(`${what}: ${result.errors} errors, ${refused}`);
  const perSecond = result["2xx"] / result.duration;
  return { what, perSecond, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

function printGrowth(small: Row, large: Row | undefined): void {
  if (!large) return;
  const grown = (one: Figures, other: Figures) =>
    `p50 × ${(other.p50Ms / one.p50Ms).toFixed(2)}, p99 × ${(other.p99Ms / one.p99Ms).toFixed(2)}`;
  const licenses = `${few} to ${many} licenses`;
  console.log(`${small.measured.what.split(",")[0]}, ${licenses}: ${grown(small.measured, large.measured)}`);
  console.log(`  floor: ${grown(small.floor, large.floor)}`);
}
