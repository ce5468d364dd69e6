import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/sandbox/postgres/free-port";
import { postgresUrl, startPostgres } from "@/sandbox/postgres/start-postgres";
import { printHeader, printWalk, reconcileOnce, type Reconciliation } from "./reconcile-once";

const noLimit = 1_000_000;
const usual: Reconciliation[] = [
  { count: 1_000, perSecond: noLimit, prepared: false },
  { count: 1_000, perSecond: noLimit, prepared: true },
  { count: 10_000, perSecond: noLimit, prepared: true },
  { count: 1_000, perSecond: 25, prepared: true },
];

/**
 * Reconciliation alone: at 1,000 and 10,000 subscriptions, and at the default pace. `npm run bench:reconcile -- 10000`
 * walks just so many of which nothing was ever heard, end to end: read, licensed, checked.
 */
const wanted = Number(process.argv[2] ?? 0);
const walks = wanted > 0 ? [{ count: wanted, perSecond: noLimit, prepared: false }] : usual;
const folder = mkdtempSync(join(tmpdir(), "usher-bench-"));
const settings = { databaseDir: join(folder, "data"), port: await freePort(), password: "bench", throwAway: true };
const postgres = await startPostgres(settings);
try {
  printHeader();
  for (const each of walks) {
    const { count, perSecond, prepared } = each;
    const walk = await reconcileOnce(postgresUrl(settings, `bench_${count}_${perSecond}_${prepared}`), each);
    const pace = perSecond === noLimit ? "without limit" : `at ${perSecond} reads a second`;
    printWalk(`${count.toLocaleString("en-US")} ${pace}, ${prepared ? "all well" : "all new"}`, walk);
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
