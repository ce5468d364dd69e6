// `npm start`: brings up what is not configured, then the app, and stops all of it together.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { gatherCrew } from "./up/crew";
import { describeReady } from "./up/describe-ready";
import { findTakenPorts } from "./up/find-taken-ports";
import { runningInstance, takeInstance } from "./up/instance-lock";
import { planStack, type StackPlan } from "./up/plan-stack";
import { reportSteps } from "./up/report-steps";
import { keptSecrets } from "./up/secrets";
import { startStack } from "./up/start-stack";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".usher");
const lockFile = join(folder, "up.pid");
const say = (line: string) => console.log(line);

process.exitCode = await up(process.argv.includes("--dev"));

async function up(reloading: boolean): Promise<number> {
  for (const name of [".env.local", ".env"]) if (existsSync(join(root, name))) loadEnvFile(join(root, name));
  const secrets = keptSecrets(join(folder, "secrets.json"));
  const plan = planStack(process.env, secrets, reloading ? "development" : "production");
  const obstacles = await findObstacles(plan);
  for (const obstacle of obstacles) console.error(obstacle);
  if (obstacles.length > 0) return 1;

  const leave = takeInstance(lockFile);
  noteDatabase(plan);
  const crew = gatherCrew();
  const started = performance.now();
  let stopping = false;
  say("\nUsher starts; Ctrl-C stops all of it.\n");
  const stack = startStack({
    root,
    plan,
    crew,
    step: reportSteps((line) => stopping || say(line)),
    show: say,
    logFolder: join(folder, "log"),
    database: { databaseDir: join(folder, "postgres"), password: secrets.databasePassword, throwAway: false },
    sandboxFolder: join(folder, "sandbox"),
    reloading,
  });
  void stack.then(
    () => say(describeReady(plan, (performance.now() - started) / 1000)),
    () => undefined,
  );
  const problem = await Promise.race([untilAskedToStop(), crew.broken, stack.then(() => crew.broken, inWords)]);
  if (problem !== undefined) console.error(`\n${problem}\n`);
  stopping = true;
  say("Stopping …");
  await crew.stop();
  leave();
  say("Stopped. Your data is kept in .usher.");
  return problem === undefined ? 0 : 1;
}

/** For the Prisma CLI, so that `npm run db:status` and its like find this database. */
function noteDatabase({ startsDatabase, settings }: StackPlan): void {
  const file = join(folder, "database.env");
  if (startsDatabase) writeFileSync(file, `DATABASE_URL=${settings.DATABASE_URL}\n`, { mode: 0o600 });
  else rmSync(file, { force: true });
}

async function findObstacles({ ports, startsDatabase, sandboxOrigin }: StackPlan): Promise<string[]> {
  const other = runningInstance(lockFile);
  if (other !== undefined) return [`Usher already runs from this folder, as process ${other}. Stop that one first.`];
  return findTakenPorts([
    { port: ports.app, setting: "PORT" },
    ...(sandboxOrigin === null ? [] : [{ port: ports.sandbox, setting: "SANDBOX_PORT" }]),
    ...(sandboxOrigin === null ? [] : [{ port: ports.smtp, setting: "SANDBOX_SMTP_PORT" }]),
    ...(startsDatabase ? [{ port: ports.database, setting: "SANDBOX_DATABASE_PORT" }] : []),
  ]);
}

/** Resolves at Ctrl-C, at a polite kill, and when the terminal is closed. */
function untilAskedToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve(undefined));
  });
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
