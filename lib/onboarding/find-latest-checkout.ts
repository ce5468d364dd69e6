import type { Db } from "@/lib/db/client";
import { limitRate } from "@/lib/db/limit-rate";
import { addDays } from "@/lib/kernel/add-days";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";
import { watchLimits } from "./checkout-limits";
import { type CommerceOf, isConnected } from "./commerce-at";
import { decideReturn, type VisitedCheckout } from "./decide-return";
import { selectRecentOfUser } from "./intent-store";
import { orWhenDown } from "./or-when-down";
import { settleIntent } from "./settle-intent";

type Ctx = { db: Db; commerce: CommerceOf<"readCheckout">; now: Clock; log: Log };

/** Their stores lead everybody back to one address, without a word about the checkout. */
const providers: ProviderName[] = ["FASTSPRING"];
/** A checkout may stay open for a day. */
const longestDays = 2;
/** More tabs than anybody pays in. */
const mostTabs = 4;

/**
 * The session that this user comes back from, as far as the checkouts they went to lately tell; null when there was none.
 * Whoever is signed in is asked about their own only. Those that may have been paid meanwhile are asked about first.
 */
export async function findLatestCheckout(ctx: Ctx, userId: string): Promise<string | null> {
  const since = addDays(ctx.now(), -longestDays);
  const read = () => selectRecentOfUser(ctx.db, userId, { providers, since, limit: mostTabs });
  const seen = await read();
  const open = seen.filter(({ status, provider }) => status !== "COMPLETED" && isConnected(ctx.commerce, provider));
  const isChoice = seen.length > 1 && open.length > 0;
  if (!isChoice || (await limitRate(ctx, userId, watchLimits)).kind === "limited") return decideReturn(visited(seen));
  const actor = { kind: "user", userId, email: null } as const;
  for (const intent of open) {
    const settling = settleIntent({ ...ctx, actor }, intent, intent.checkoutSessionId ?? "");
    await orWhenDown(ctx, settling, { kind: "open", url: null });
  }
  return decideReturn(visited(await read()));
}

function visited(intents: Awaited<ReturnType<typeof selectRecentOfUser>>): VisitedCheckout[] {
  return intents.flatMap(({ checkoutSessionId: sessionId, createdAt, completedAt }) =>
    sessionId === null ? [] : [{ sessionId, createdAt, completedAt }],
  );
}
