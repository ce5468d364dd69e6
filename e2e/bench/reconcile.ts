import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { runMigrations } from "graphile-worker";
import { z } from "zod";
import { createDb } from "@/lib/db/client";
import { testSettings } from "@/lib/test-context";
import { freePort } from "@/sandbox/postgres/free-port";
import { postgresUrl, startPostgres } from "@/sandbox/postgres/start-postgres";
import { openBigVendor } from "./big-vendor";
import { licenseAll } from "./license-all";

const noLimit = 1_000_000;
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

/**
 * Reconciles 1,000 and 10,000 subscriptions, 1,000 also when nothing was ever told of them, so
 * that all are licensed. Each walk is a process of its own, whose memory is reported.
 */
const folder = mkdtempSync(join(tmpdir(), "usher-bench-"));
const settings = { databaseDir: join(folder, "data"), port: await freePort(), password: "bench", throwAway: true };
const postgres = await startPostgres(settings);
try {
  const header = ["", "subscriptions", "requests", "each", "seconds", "s per 1,000", "a second"];
  print([...header, "heap MB: begun", "tenth", "half", "end", "RSS MB"]);
  await bench("1,000 without limit", { count: 1_000, perSecond: noLimit, prepared: false });
  await bench("1,000 without limit", { count: 1_000, perSecond: noLimit, prepared: true });
  await bench("10,000 without limit", { count: 10_000, perSecond: noLimit, prepared: true });
  await bench("1,000 at the default pace", { count: 1_000, perSecond: 25, prepared: true });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

/** `prepared`: everything is licensed already, and all is well. */
type Bench = { count: number; perSecond: number; prepared: boolean };

async function bench(what: string, { count, perSecond, prepared }: Bench): Promise<void> {
  const databaseUrl = postgresUrl(settings, `bench_${count}_${perSecond}_${prepared}`);
  await execa("prisma", ["migrate", "deploy"], { preferLocal: true, env: { DATABASE_URL: databaseUrl } });
  await runMigrations({ connectionString: databaseUrl });
  const db = createDb(databaseUrl);
  const vendor = await openBigVendor(db, count);
  const env = { ...testSettings, DATABASE_URL: databaseUrl, STRIPE_API_BASE: vendor.origin };
  if (prepared) await licenseAll(env, vendor.sold());
  printRow(`${what}, ${prepared ? "all well" : "all new"}`, await walk(env, perSecond));
  const [grants, licenses] = [await db.grant.count(), await db.license.count()];
  if (grants !== count || licenses !== count) throw new Error(`${licenses} licenses for ${count} subscriptions`);
  await db.$disconnect();
  await vendor.stop();
}

async function walk(env: Record<string, string>, perSecond: number): Promise<z.infer<typeof walked>> {
  const script = ["--expose-gc", "--import", "tsx", "e2e/bench/walk-once.ts", String(perSecond)];
  const { stdout } = await execa("node", script, { preferLocal: true, env });
  return walked.parse(JSON.parse(stdout));
}

function printRow(
  what: string,
  { subjects, requests, seconds, repaired, heapMb, rssMb }: z.infer<typeof walked>,
): void {
  const rates = [(requests / subjects).toFixed(3), seconds.toFixed(1), ((seconds / subjects) * 1000).toFixed(2)];
  const memory = [heapMb.begun, heapMb.tenth, heapMb.half, heapMb.end, rssMb].map((megabytes) => megabytes.toFixed(0));
  print([
    `${what} (${repaired} repaired)`,
    String(subjects),
    String(requests),
    ...rates,
    (requests / seconds).toFixed(1),
    ...memory,
  ]);
}

function print([what = "", ...cells]: string[]): void {
  console.log(`${what.padEnd(52)}${cells.map((cell) => cell.padStart(14)).join("")}`);
}
