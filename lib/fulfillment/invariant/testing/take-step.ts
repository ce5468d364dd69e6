import { Stripe } from "stripe";
import type { Stage } from "./stage";
import { stepKinds, steps, type StepKind } from "./steps";

/** What must have happened before a step is possible; it happens instead, so that the step can come later. */
const before: Partial<Record<StepKind, StepKind>> = {
  answerDebit: "buyByDebit",
  refund: "buyOnce",
  refundLine: "buyOnce",
  failRefund: "refund",
  dispute: "buyOnce",
  endDispute: "dispute",
  endDunning: "failRenewal",
  removeItem: "addItem",
  withdrawCancellation: "cancelAtPeriodEnd",
  recover: "failRenewal",
  resume: "pause",
  lift: "hold",
};

/** Each kind as often as it is to be drawn. */
export const drawn: StepKind[] = [
  ...stepKinds,
  ...(["subscribe", "buyOnce", "changeSeats", "changeSeats", "changePlan", "endPeriod", "failRenewal"] as const),
];

/** More purchases than these are not made: what happens to a few is more telling than many that nothing happens to. */
const most = { subscriptions: 3, orders: 4 };

/** `goesOn`: a follow-up of the step before is taken instead, if there is one. */
type Drawn = { kind: StepKind; goesOn: boolean; which: number; what: number };

/** Takes the step, or what has to come before it, or else a change that is possible; answers with what was done. */
export async function takeStep(stage: Stage, drawn: Drawn, last: StepKind | undefined): Promise<StepKind> {
  const kind = overtaking(stage, drawn.what) ?? ((drawn.goesOn && followUp(last, drawn.what)) || drawn.kind);
  for (const each of [...leadingTo(kind), "changeSeats", "endPeriod", "addItem"] as const) {
    if (!isEnough(each, stage) && (await isPossible(steps[each](stage, drawn)))) return each;
  }
  await steps.subscribe(stage, drawn);
  return "subscribe";
}

/** What shows at once whether a slow answer about the purchase in focus counts after a newer one. */
function overtaking({ focus }: Stage, what: number): StepKind | null {
  if (focus === null) return null;
  if (!focus.startsWith("sub_")) return "refund";
  return (["changeSeats", "cancelNow", "changePlan", "changeSeats"] as const)[what % 4] ?? null;
}

function followUp(last: StepKind | undefined, what: number): StepKind | undefined {
  const later = stepKinds.filter((kind) => last !== undefined && before[kind] === last);
  return later[what % Math.max(1, later.length)];
}

function leadingTo(kind: StepKind): StepKind[] {
  const earlier = before[kind];
  return earlier ? [kind, ...leadingTo(earlier)] : [kind];
}

function isEnough(kind: StepKind, { subscriptions, orders }: Stage): boolean {
  if (kind === "subscribe") return subscriptions.length >= most.subscriptions;
  return kind.startsWith("buy") && orders.length >= most.orders;
}

/** The provider refuses what a schedule or a deletion stands in the way of. */
async function isPossible(taken: Promise<boolean>): Promise<boolean> {
  try {
    return await taken;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
    throw error;
  }
}
