import { holdLock } from "@/lib/db/hold-lock";
import { formatSubject } from "@/lib/commerce/subject";
import { AdapterError } from "@/lib/kernel/errors";
import type { Troubled } from "../cancellation-result";
import type { ChangeContext, ChangePort } from "./change-context";
import type { OwnSubscription } from "./own-subscription";

const patienceMilliseconds = 15_000;

/**
 * One change at a time for each subscription, over all processes, so that each begins with what the one before left.
 * No transaction is open while the provider is called.
 */
export async function underChangeLock<Result>(
  ctx: Pick<ChangeContext, "commerce" | "env" | "log">,
  { subject }: OwnSubscription,
  work: (commerce: ChangePort) => Promise<Result>,
): Promise<Result | Troubled> {
  const commerce = ctx.commerce[subject.provider];
  if (!commerce) return { kind: "provider_off" };
  const name = `change:${formatSubject(subject)}`;
  const lock = await holdLock(ctx.env.DATABASE_URL, name, { waitMilliseconds: patienceMilliseconds });
  if (!lock) return { kind: "busy" };
  try {
    return await work(commerce);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.error({ err: error, subject: formatSubject(subject) }, "a purchase could not be changed");
    return { kind: error.retryable ? "no_answer" : "refused" };
  } finally {
    await lock.release();
  }
}
