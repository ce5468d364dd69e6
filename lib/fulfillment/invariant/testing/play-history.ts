import { testSettings } from "@/lib/test-context";
import { CrashPlan } from "./crash-plan";
import { findTold } from "./find-told";
import { findUnsettled, readEvents } from "./find-unsettled";
import type { History, Turn } from "./history";
import type { House } from "./house";
import { judgeLicenses } from "./judge-licenses";
import { PostOffice } from "./post-office";
import { chargeOf, subjectOf } from "./names";
import { playOut } from "./play-out";
import { reconcileAtLast } from "./reconcile-at-last";
import { Rhythm, turnMs } from "./rhythm";
import type { Stage } from "./stage";
import type { StepKind } from "./steps";
import { takeStep } from "./take-step";

/** What a history came to: in words what is wrong, and what happened at the provider. */
export type Ending = { problems: string[]; steps: StepKind[] };

/** One history from its first purchase to reconciliation, judged on the way and at its end. */
export class Play {
  private readonly rhythm: Rhythm;
  private readonly post: PostOffice;
  private readonly steps: StepKind[] = [];

  constructor(
    private readonly house: House,
    private readonly stage: Stage,
    private readonly history: History,
  ) {
    const { crashes, impatient, lost } = history;
    const { workers, secret } = house;
    this.rhythm = new Rhythm({ workers, clock: stage.clock, crashes: new CrashPlan(crashes), impatient });
    this.post = new PostOffice(stage, this.rhythm.ticks, { secret, lost });
  }

  async run(): Promise<Ending> {
    await this.begin();
    const turns = this.history.turns.map((turn) => () => this.take(turn));
    const acts = [...turns, () => this.tellTheRest(), () => this.reconcileAndJudge()];
    return { problems: await playOut(acts, this.rhythm), steps: this.steps };
  }

  private async begin(): Promise<void> {
    const { afterRetries: after_retries, shuffle, chaos } = this.history;
    await this.stage.control("billing", { retry_days: [3, 5, 7], after_retries });
    if (chaos) await this.stage.control("chaos", { ...chaos, key: testSettings.STRIPE_SECRET_KEY });
    this.house.backend.shuffle(shuffle);
  }

  private async take(turn: Turn): Promise<string[]> {
    const { stage, rhythm, post } = this;
    const { ticks } = rhythm;
    const overtaken = rhythm.heldPurchase;
    stage.clock.advance(turnMs);
    stage.touched.clear();
    stage.contested.clear();
    stage.focus = overtaken;
    this.steps.push(await takeStep(stage, turn.step, this.steps.at(-1)));
    for (const id of stage.touched) ticks.changed(subjectOf(id));
    for (const id of stage.contested) ticks.changed(chargeOf(id));
    await post.collect();
    await post.deliver(turn.deliver);
    const told = [...(turn.tell ? stage.touched : []), ...(overtaken === null ? [] : [overtaken])];
    for (const purchase of new Set(told)) await post.deliverNewestOf(purchase);
    await rhythm.hasten();
    await rhythm.release();
    if (turn.slowRead) await rhythm.holdNextRead();
    else if (turn.work === "finish" || overtaken !== null) return await this.judgeFresh();
    else if (turn.work === "start") void rhythm.work();
    return [];
  }

  private async tellTheRest(): Promise<string[]> {
    await this.rhythm.release();
    await this.post.deliverRest(this.history.shuffle);
    return await this.judgeFresh();
  }

  /** Whatever was told last about a purchase must have made it true, without any reconciliation. */
  private async judgeFresh(): Promise<string[]> {
    await this.rhythm.settle();
    const events = await readEvents(this.house.ctx.db);
    const { ticks, givenUp } = this.rhythm;
    const told = findTold(events, { payments: [...this.stage.payments.values()], givenUp, ticks });
    return [...findUnsettled(events, { givenUp, ticks }), ...(await this.compare((purchase) => told.has(purchase)))];
  }

  private async reconcileAndJudge(): Promise<string[]> {
    const { ctx, backend } = this.house;
    const { rhythm, stage } = this;
    backend.shuffle(null);
    const { reconciliationDiesAt: diesAt } = this.history;
    const problems = await reconcileAtLast(ctx, {
      provider: "STRIPE",
      rhythm,
      diesAt,
      calm: () => stage.control("chaos/off"),
    });
    const unsettled = findUnsettled(await readEvents(ctx.db), { givenUp: rhythm.givenUp, ticks: null });
    return [...problems, ...unsettled, ...(await this.compare(() => true))];
  }

  private async compare(counts: (purchase: string) => boolean): Promise<string[]> {
    const { ctx, backend } = this.house;
    return await judgeLicenses({ stage: this.stage, licenses: await backend.readGranted(ctx.db), counts });
  }
}
