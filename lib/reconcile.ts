import { connectedProviders } from "@/lib/commerce/connected-providers";
import { createContext, withPace, type Context } from "@/lib/context";
import { env, SettingsError, type Env } from "@/lib/env";
import { catchUpEvents } from "@/lib/fulfillment/catch-up-events";
import { listDrift } from "@/lib/fulfillment/find-reconciliation";
import { reconcile, type ReconciliationResult } from "@/lib/fulfillment/reconcile";
import type { ProviderName } from "@/lib/kernel/actor";

const linesAtOnce = 100;

/**
 * `npm run reconcile`: the nightly walk, now, through every connected provider. Exit code 0: done; 1: something failed;
 * 2: not finished.
 */
async function main(settings: Env): Promise<number> {
  const ctx = createContext(settings);
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  try {
    const providers = connectedProviders(ctx.commerce);
    const codes: number[] = [];
    for (const provider of providers) {
      if (providers.length > 1) say(`${provider.toLowerCase()}:`);
      codes.push(await reconcileProvider(withPace(ctx), provider, stopping.signal));
    }
    return codes.includes(1) ? 1 : Math.max(...codes);
  } finally {
    await ctx.db.$disconnect();
  }
}

async function reconcileProvider(
  ctx: ReturnType<typeof withPace>,
  provider: ProviderName,
  signal: AbortSignal,
): Promise<number> {
  const { caughtUp } = await catchUpEvents(ctx, provider);
  say(`Events that had not been delivered: ${caughtUp}`);
  return await report(ctx, await reconcile(ctx, { provider, signal }));
}

async function report(ctx: Context, result: ReconciliationResult): Promise<number> {
  switch (result.kind) {
    case "busy":
      say("Another process reconciles at this moment");
      return 2;
    case "stopped":
      say("Stopped; the next start goes on from here");
      return 2;
    case "finished":
      return await tell(ctx, result);
  }
}

async function tell(
  ctx: Context,
  { run, drift }: Extract<ReconciliationResult, { kind: "finished" }>,
): Promise<number> {
  let after: string | null = null;
  do {
    const entries: Awaited<ReturnType<typeof listDrift>> = await listDrift(ctx, run.id, { after, limit: linesAtOnce });
    for (const { outcome, subject, difference, reason } of entries) {
      say(`${outcome.toLowerCase()}: ${subject}: ${difference} (${reason})`);
    }
    after = entries.at(-1)?.id ?? null;
  } while (after !== null);
  const perSubject = run.subjects === 0 ? 0 : run.requests / run.subjects;
  say(`Purchases: ${run.subjects}, requests to the provider: ${run.requests} (${perSubject.toFixed(2)} each)`);
  say(`Repaired: ${drift.repaired}, parked: ${drift.parked}, failed: ${drift.failed}`);
  return drift.failed > 0 ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main(env());
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
