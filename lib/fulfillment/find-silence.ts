import type { Db } from "@/lib/db/client";
import { findLastEvent } from "@/lib/inbox/find-last-event";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { countExpectedEvents } from "./silence-store";

const hourMs = 3_600_000;
/** A provider may take so long to tell of a renewal. */
const toleranceHours = 1;

/** No event came from a provider, though things happened there that it always tells of. */
export type Silence = { provider: ProviderName; lastEventAt: Date | null; expected: number; warning: string };

/**
 * Whether a provider's events fail to arrive: none was delivered for `SILENCE_HOURS` although some were due in that time,
 * from paid checkouts, periods and trials that ended, or changes that only reconciliation found. Null when all is well,
 * also when it is quiet because nothing happens.
 */
export async function findSilence(
  ctx: { db: Db; now: Clock; env: { SILENCE_HOURS: number } },
  provider: ProviderName,
): Promise<Silence | null> {
  const now = ctx.now().getTime();
  const { SILENCE_HOURS: hours } = ctx.env;
  const from = new Date(now - hours * hourMs);
  const last = await findLastEvent(ctx, { provider, delivered: true });
  if (last && last.receivedAt > from) return null;
  const expected = await countExpectedEvents(ctx.db, provider, {
    from,
    until: new Date(now - toleranceHours * hourMs),
  });
  if (expected === 0) return null;
  const name = provider.toLowerCase();
  const warning = `No event came from ${name} for ${hours} hours, though ${expected} were due: check its webhook endpoint`;
  return { provider, lastEventAt: last?.receivedAt ?? null, expected, warning };
}
