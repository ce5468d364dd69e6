import { startPostgres } from "@/sandbox/postgres/start-postgres";
import { buildIsStale, markBuild } from "./build-app";
import { clientIsStale } from "./client-is-stale";
import type { Crew } from "./crew";
import type { StackPlan } from "./plan-stack";
import type { Step } from "./report-steps";
import type { ServiceSettings } from "./service";
import { untilAnswers } from "./until-answers";

export interface StackSettings {
  root: string;
  plan: StackPlan;
  crew: Crew;
  step: Step;
  show: (line: string) => void;
  /** Absolute. */
  logFolder: string;
  database: { databaseDir: string; password: string; throwAway: boolean };
  /** Where the sandbox keeps its objects; null: in memory only. */
  sandboxFolder: string | null;
  /** The app with reloading instead of the built one. */
  reloading: boolean;
}

/** Brings up everything the plan names, in order, and returns when the app says that it is ready. */
export async function startStack(settings: StackSettings): Promise<void> {
  await Promise.all([startDatabase(settings), generateClient(settings)]);
  await Promise.all([prepareData(settings), buildApp(settings)]);
  await startProduct(settings);
}

async function startDatabase({ plan, crew, step, database }: StackSettings): Promise<void> {
  if (!plan.startsDatabase) return;
  await step("database", `PostgreSQL on port ${plan.ports.database}`, async () => {
    const server = await startPostgres({ ...database, port: plan.ports.database });
    crew.join(server, "The database ended unexpectedly.");
  });
}

async function generateClient(settings: StackSettings): Promise<void> {
  const { root, crew, step } = settings;
  if (!clientIsStale(root)) return;
  await step("client", "prisma generate: the schema has changed", () =>
    crew.run(task(settings, "generate", ...prisma, "generate")),
  );
}

async function prepareData(settings: StackSettings): Promise<void> {
  const { plan, crew, step } = settings;
  await Promise.all([
    startSandbox(settings),
    step("migrations", "prisma migrate deploy", async () => {
      await crew.run(task(settings, "migrations", ...prisma, "migrate", "deploy"));
      // The app takes events before the first worker runs: the queue must be there.
      await crew.run(task(settings, "queue", ...typescript, "prisma/install-queue.ts"));
    }),
  ]);
  if (!plan.seeds) return;
  await step("catalog", "products and offers to try", () =>
    crew.run(task(settings, "seed", ...typescript, "prisma/seed.ts")),
  );
}

async function startSandbox(settings: StackSettings): Promise<void> {
  const { plan, crew, step, sandboxFolder } = settings;
  if (plan.sandboxOrigin === null) return;
  const origin = plan.sandboxOrigin;
  await step("sandbox", "stands in for what is not configured", async () => {
    const sandbox = task(settings, "sandbox", ...typescript, "sandbox/main.ts");
    const environment = { ...sandbox.environment };
    if (sandboxFolder !== null) environment.SANDBOX_DATA_FOLDER = sandboxFolder;
    await untilAnswers(origin, crew.start({ ...sandbox, environment }));
  });
}

async function buildApp(settings: StackSettings): Promise<void> {
  const { root, crew, step, show, reloading } = settings;
  if (reloading || !buildIsStale(root)) return;
  show("  … building the app; this takes half a minute, and only when something changed");
  await step("build", "next build", async () => {
    await crew.run(task(settings, "build", ...next, "build"));
    markBuild(root);
  });
}

async function startProduct(settings: StackSettings): Promise<void> {
  const { plan, crew, step, reloading } = settings;
  await step("app, worker", reloading ? "next dev" : "next start", async () => {
    crew.start(task(settings, "worker", ...typescript, "lib/worker.ts"));
    const serve = [reloading ? "dev" : "start", "--port", String(plan.ports.app)];
    const app = crew.start(task(settings, "app", ...next, ...serve));
    await untilAnswers(`http://localhost:${plan.ports.app}/api/health/ready`, app);
  });
}

const next = ["node_modules/next/dist/bin/next"];
const prisma = ["node_modules/prisma/build/index.js"];
const typescript = ["--import", "tsx"];

function task({ root, plan, logFolder, show }: StackSettings, name: string, ...command: string[]): ServiceSettings {
  return { name, command, environment: plan.settings, root, logFolder, show };
}
