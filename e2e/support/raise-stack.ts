import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/sandbox/postgres/free-port";
import { gatherCrew } from "@/sandbox/up/crew";
import { planStack, type StackPlan } from "@/sandbox/up/plan-stack";
import { reportSteps } from "@/sandbox/up/report-steps";
import { newSecrets, type Secrets } from "@/sandbox/up/secrets";
import { startStack } from "@/sandbox/up/start-stack";
import type { Stack } from "./stack";

const root = join(import.meta.dirname, "../..");
const say = (line: string) => console.log(line);

/** The whole product on free ports, a throw-away database, a sandbox in memory; `settings` beside what that needs. */
export async function raiseStack(
  name: string,
  settings: Record<string, string> = {},
): Promise<{ stack: Stack; stop: () => Promise<void> }> {
  const secrets = newSecrets();
  const plan = await isolatedPlan(secrets, settings);
  const folder = mkdtempSync(join(tmpdir(), "usher-e2e-"));
  const crew = gatherCrew();
  const stop = async () => {
    await crew.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const starting = startStack({
    root,
    plan,
    crew,
    step: reportSteps(say),
    show: say,
    logFolder: join(root, "test-results", name),
    database: { databaseDir: join(folder, "postgres"), password: secrets.databasePassword, throwAway: true },
    sandboxFolder: null,
    reloading: false,
  });
  const broken = crew.broken.then((reason) => Promise.reject(new Error(reason)));
  await Promise.race([starting, broken]).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  void broken.catch((error: Error) => say(error.message));
  const stack = {
    appOrigin: plan.appOrigin,
    sandboxOrigin: plan.sandboxOrigin ?? "",
    databaseUrl: plan.settings.DATABASE_URL ?? "",
    webhookSecret: secrets.stripeWebhookSecret,
    metricsToken: secrets.metricsToken,
  };
  return { stack, stop };
}

/** Nothing of the machine's own configuration may leak in, a real Stripe key least of all. */
async function isolatedPlan(secrets: Secrets, settings: Record<string, string>): Promise<StackPlan> {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [PORT, SANDBOX_PORT, SANDBOX_SMTP_PORT, SANDBOX_DATABASE_PORT] = ports.map(String);
  const moved = { PORT, SANDBOX_PORT, SANDBOX_SMTP_PORT, SANDBOX_DATABASE_PORT };
  return planStack({ PATH, HOME, TMPDIR, ...moved, ...settings }, secrets, "production");
}
