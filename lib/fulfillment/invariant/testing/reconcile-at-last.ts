import type { ProviderName } from "@/lib/kernel/actor";
import type { TestContext } from "@/lib/test-context";
import { reconcile } from "../../reconcile";
import { untilDeath } from "./crash";
import { probeLedger } from "./probe-ledger";
import type { Rhythm } from "./rhythm";

type Way = {
  provider: ProviderName;
  rhythm: Rhythm;
  /** The boundary at which a first reconciliation dies; null: there is none. */
  diesAt: number | null;
  /** From then on nothing goes wrong at the provider any more. */
  calm(): Promise<void>;
};

/**
 * Reconciles beside the workers until all is settled. Answers with what is wrong then at whichever provider: it did not
 * end, a mail was not sent once, the ledger contradicts itself.
 */
export async function reconcileAtLast(ctx: TestContext, { provider, rhythm, diesAt, calm }: Way): Promise<string[]> {
  const env = { ...ctx.env, RECONCILE_ORDER_DAYS: 400 };
  const reconciling = { ...ctx, now: rhythm.now, env, pace: { count: () => 0 } };
  const asked = { provider, signal: new AbortController().signal };
  if (diesAt !== null) await reconcile(untilDeath(reconciling, provider, diesAt), asked).catch(() => undefined);
  await calm();
  const [{ kind }] = await Promise.all([reconcile(reconciling, asked), rhythm.work()]);
  // Reconciliation settles whatever was given up.
  rhythm.givenUp.clear();
  await rhythm.settle();
  const mails = await ctx.db.outgoingMail.findMany();
  const unsaid = mails.filter(({ id }) => rhythm.mailed.filter((mailed) => mailed === id).length !== 1);
  return [
    ...(kind === "finished" ? [] : [`Reconciliation ended as ${kind}`]),
    ...unsaid.map(({ dedupeKey }) => `Mail ${dedupeKey} was not sent exactly once`),
    ...(await probeLedger(ctx.db)),
  ];
}
