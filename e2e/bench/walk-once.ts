import { createContext, withPace } from "@/lib/context";
import { env } from "@/lib/env";
import { reconcile } from "@/lib/fulfillment/reconcile";

/** One reconciliation, paced as the first argument says; prints what it cost as JSON. Needs `--expose-gc`. */
const settings = { ...env(), RECONCILE_READS_PER_SECOND: Number(process.argv[2]) };
const ctx = withPace(createContext(settings));
const samples = [measure()];
const sampling = setInterval(() => samples.push(measure()), 2000);
const begun = performance.now();
const result = await reconcile(ctx, { provider: "STRIPE", signal: new AbortController().signal });
const seconds = (performance.now() - begun) / 1000;
clearInterval(sampling);
samples.push(measure());
if (result.kind !== "finished") throw new Error(`The reconciliation ended as ${result.kind}`);
await ctx.db.$disconnect();
const at = (share: number) => samples[Math.floor((samples.length - 1) * share)]?.heapMb ?? Number.NaN;
const { run, drift } = result;
const heapMb = { begun: at(0), tenth: at(0.1), half: at(0.5), end: at(1) };
const rssMb = Math.max(...samples.map((sample) => sample.rssMb));
const cost = { subjects: run.subjects, requests: run.requests, seconds, repaired: drift.repaired, heapMb, rssMb };
process.stdout.write(JSON.stringify(cost));
process.exit(0);

/** What is really in use: the heap after a collection; and the resident memory, which keeps what V8 does not give back. */
function measure(): { heapMb: number; rssMb: number } {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1024 / 1024, rssMb: rss / 1024 / 1024 };
}
