import type { CommercePort } from "@/lib/commerce/commerce-port";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Tx } from "@/lib/db/client";
import { lockSubject, tryLockSubject } from "@/lib/db/lock-subject";
import { findOpenEvents } from "@/lib/inbox/find-open-events";
import { markEvents } from "@/lib/inbox/mark-events";
import type { Actor } from "@/lib/kernel/actor";
import type { Outcome } from "@/lib/kernel/outcome";
import { parkedUntilConnected } from "./not-connected";
import { selectIssuePayments } from "./issue-store";
import type { FulfillmentContext, FulfillmentRun } from "./fulfillment-context";
import { applyTruth, type Settled } from "./steps/apply-truth";
import { bundleEvents } from "./steps/bundle-events";
import { findCheckoutLicensee, readTruth } from "./steps/read-truth";
import { recordFailure } from "./steps/record-failure";
import { rememberPayments } from "./steps/remember-payments";

export type FulfillmentRequest = {
  subject: Subject;
  cause: string;
  /** Payments of this purchase that something happened to, as an event said; those of before are known. */
  payments?: readonly string[];
  /** Who set it off, for the audit; the worker unless said otherwise. */
  actor?: Actor;
  /** Another run works on the subject: `wait` for it (as unless said otherwise), or `leave` with the outcome `retry`. */
  ifBusy?: "wait" | "leave";
  /** Only on behalf of waiting events: what an earlier run settled is not read again, and a burst is bundled. */
  forEvents?: boolean;
  /** Done in the run's own transaction once the outcome is known: it stands or falls with it. */
  alongside?: (tx: Tx, outcome: Settled) => Promise<void>;
};

const worker: Actor = { kind: "system", name: "worker" };

/**
 * Makes licenses what the provider says they should be, now (design, 4.4). Safe to call at any time, any number of
 * times, from several places at once: one transaction under the subject's lock does everything or nothing, and the
 * provider is read inside that lock, so that an older reading never overwrites a newer one.
 * Failures of outside systems are outcomes; anything unexpected is noted on the waiting events and thrown.
 */
export async function fulfill(ctx: FulfillmentContext, input: FulfillmentRequest): Promise<Outcome> {
  const subject = formatSubject(input.subject);
  const outcome = await run(ctx, { ...input, text: subject }).catch((error: unknown) =>
    recordFailure(ctx, { subject, error }),
  );
  ctx.log.info({ subject, cause: input.cause, outcome: outcome.kind }, outcome.reason);
  return outcome;
}

async function run(
  ctx: FulfillmentContext,
  {
    subject,
    text,
    cause,
    payments = [],
    actor = worker,
    ifBusy = "wait",
    forEvents = false,
    alongside,
  }: FulfillmentRequest & { text: string },
): Promise<Outcome> {
  const commerce = ctx.commerce[subject.provider];
  return await ctx.db.$transaction(async (tx): Promise<Outcome> => {
    if (ifBusy === "wait") await lockSubject(tx, text);
    else if (!(await tryLockSubject(tx, text))) return { kind: "retry", reason: "Another run is at work on it" };
    const bundled = forEvents ? await bundleEvents(tx, { subject: text, cause }) : null;
    if (bundled) return bundled;
    // Before the provider is read: an event that comes in later may know more, and gets a run of its own.
    const events = await findOpenEvents(tx, text);
    const now = ctx.now();
    const outcome = await settle(commerce, subject, payments, {
      tx,
      licensing: ctx.licensing.within(tx),
      now,
      provider: subject.provider,
      subject: text,
      cause,
      actor,
      appOrigin: ctx.env.APP_ORIGIN,
      findCheckoutLicensee: async () => (commerce ? await findCheckoutLicensee(commerce, subject) : null),
    });
    await markEvents(tx, events, outcome);
    await alongside?.(tx, outcome);
    return outcome;
  });
}

async function settle(
  commerce: CommercePort | undefined,
  subject: Subject,
  payments: readonly string[],
  current: FulfillmentRun,
): Promise<Settled> {
  if (!commerce) return parkedUntilConnected(subject.provider);
  const troubled = await selectIssuePayments(current.tx, current.provider, current.subject);
  const outcome = await applyTruth(current, await readTruth(commerce, subject, [...payments, ...troubled]));
  await rememberPayments(current, { outcome, payments });
  return outcome;
}
