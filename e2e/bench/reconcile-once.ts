import { execa } from "execa";
import { runMigrations } from "graphile-worker";
import pMap from "p-map";
import { z } from "zod";
import { createDb, type Db } from "@/lib/db/client";
import { lockSubject } from "@/lib/db/lock-subject";
import { testSettings } from "@/lib/test-context";
import { talkTo } from "@/lib/test-stripe-calls";
import { openBigVendor } from "./big-vendor";
import { licenseAll, type Sold } from "./license-all";

const walked = z.object({
  subjects: z.number(),
  requests: z.number(),
  seconds: z.number(),
  repaired: z.number(),
  /** In use, when a tenth of the walk, half of it and all of it was done. */
  heapMb: z.object({ begun: z.number(), tenth: z.number(), half: z.number(), end: z.number() }),
  /** Resident, at most. */
  rssMb: z.number(),
});

export type Walk = z.infer<typeof walked> & { floorSeconds: number };

/** `prepared`: everything is licensed already, and all is well. */
export type Reconciliation = { count: number; perSecond: number; prepared: boolean };

const atOnce = 6;

/**
 * Reconciles so many subscriptions, in a process of its own, whose memory is told; throws unless each has exactly one
 * license afterward. The floor: each of them read at the provider once, under its lock, as many at once.
 */
export async function reconcileOnce(
  databaseUrl: string,
  { count, perSecond, prepared }: Reconciliation,
): Promise<Walk> {
  await execa("prisma", ["migrate", "deploy"], { preferLocal: true, env: { DATABASE_URL: databaseUrl } });
  await runMigrations({ connectionString: databaseUrl });
  const db = createDb(databaseUrl);
  const vendor = await openBigVendor(db, count);
  try {
    const env = { ...testSettings, DATABASE_URL: databaseUrl, STRIPE_API_BASE: vendor.origin };
    if (prepared) await licenseAll(env, vendor.sold());
    const floorSeconds = await timeFloor(db, vendor.origin, vendor.sold());
    const walk = await walkOnce(env, perSecond);
    const [grants, licenses] = [await db.grant.count(), await db.license.count()];
    if (grants !== count || licenses !== count) throw new Error(`${licenses} licenses for ${count} subscriptions`);
    return { ...walk, floorSeconds };
  } finally {
    await db.$disconnect();
    await vendor.stop();
  }
}

async function timeFloor(db: Db, origin: string, sold: Sold[]): Promise<number> {
  const call = talkTo(origin);
  const begun = performance.now();
  const read = ({ id }: Sold) =>
    db.$transaction(async (tx) => {
      await lockSubject(tx, `bench:${id}`);
      await call("GET", `/v1/subscriptions/${id}`);
    });
  await pMap(sold, read, { concurrency: atOnce });
  return (performance.now() - begun) / 1000;
}

async function walkOnce(env: Record<string, string>, perSecond: number): Promise<z.infer<typeof walked>> {
  const script = ["--expose-gc", "--import", "tsx", "e2e/bench/walk-once.ts", String(perSecond)];
  const { stdout } = await execa("node", script, { preferLocal: true, env });
  return walked.parse(JSON.parse(stdout));
}

const header = ["subscriptions", "requests", "each", "seconds", "s per 1,000", "to floor"];
const memoryHeader = ["heap MB: start", "tenth", "half", "end", "RSS MB"];

export function printHeader(): void {
  print(["", ...header, ...memoryHeader]);
}

export function printWalk(
  what: string,
  { subjects, requests, seconds, repaired, heapMb, rssMb, floorSeconds }: Walk,
): void {
  const rates = [(requests / subjects).toFixed(3), seconds.toFixed(1), ((seconds / subjects) * 1000).toFixed(2)];
  const memory = [heapMb.begun, heapMb.tenth, heapMb.half, heapMb.end, rssMb].map((megabytes) => megabytes.toFixed(0));
  const ratio = `${(seconds / floorSeconds).toFixed(1)} × time`;
  print([`${what} (${repaired} repaired)`, String(subjects), String(requests), ...rates, ratio, ...memory]);
}

function print([what = "", ...cells]: string[]): void {
  console.log(`${what.padEnd(52)}${cells.map((cell) => cell.padStart(15)).join("")}`);
}
