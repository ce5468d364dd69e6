import { createContext, withPace } from "@/lib/context";
import { env } from "@/lib/env";
import { reconcile } from "@/lib/fulfillment/reconcile";

/** One reconciliation, paced as the first argument says; prints what it cost as JSON. */
const settings = { ...env(), RECONCILE_READS_PER_SECOND: Number(process.argv[2]) };
const ctx = withPace(createContext(settings));
const samples = [rssMb()];
const sampling = setInterval(() => samples.push(rssMb()), 250);
const begun = performance.now();
const result = await reconcile(ctx, { provider: "STRIPE", signal: new AbortController().signal });
const seconds = (performance.now() - begun) / 1000;
clearInterval(sampling);
samples.push(rssMb());
if (result.kind !== "finished") throw new Error(`The reconciliation ended as ${result.kind}`);
await ctx.db.$disconnect();
const at = (share: number) => samples[Math.floor((samples.length - 1) * share)] ?? Number.NaN;
const { run, drift } = result;
const memory = { begun: at(0), tenth: at(0.1), half: at(0.5), end: at(1), most: Math.max(...samples) };
const cost = { subjects: run.subjects, requests: run.requests, seconds, repaired: drift.repaired, rssMb: memory };
process.stdout.write(JSON.stringify(cost));
process.exit(0);

function rssMb(): number {
  return process.memoryUsage().rss / 1024 / 1024;
}
